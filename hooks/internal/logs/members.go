package logs

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"strings"
)

// Members reads the members of a JSON object, in their order. The text may end before the braces of open objects, as what a
// library has encoded of a record does. It is false for what is no object.
func Members(text []byte) ([]slog.Attr, bool) {
	decoder := json.NewDecoder(bytes.NewReader(closed(text)))
	decoder.UseNumber()
	if first, err := decoder.Token(); err != nil || first != json.Delim('{') {
		return nil, false
	}
	attrs, err := members(decoder)
	return attrs, err == nil
}

// closed adds the braces that are missing, to a copy.
func closed(text []byte) []byte {
	if open := Open(text); open > 0 {
		return append(text[:len(text):len(text)], strings.Repeat("}", open)...)
	}
	return text
}

// Open counts the objects that are not closed at the end of a JSON text.
func Open(text []byte) int {
	open, quoted := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{':
			open++
		case c == '}':
			open--
		}
	}
	return open
}

func members(decoder *json.Decoder) ([]slog.Attr, error) {
	attrs := []slog.Attr{}
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return nil, err
		}
		value, err := element(decoder)
		if err != nil {
			return nil, err
		}
		name, _ := key.(string)
		attrs = append(attrs, slog.Any(name, value))
	}
	_, err := decoder.Token()
	return attrs, err
}

func element(decoder *json.Decoder) (any, error) {
	token, err := decoder.Token()
	if err != nil {
		return nil, err
	}
	switch token := token.(type) {
	case json.Number:
		return number(token), nil
	case json.Delim:
		if token == '{' {
			return members(decoder)
		}
		return elements(decoder)
	default:
		return token, nil
	}
}

func elements(decoder *json.Decoder) (List, error) {
	all := List{}
	for decoder.More() {
		one, err := element(decoder)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	_, err := decoder.Token()
	return all, err
}

func number(n json.Number) any {
	if i, err := n.Int64(); err == nil {
		return i
	}
	if f, err := n.Float64(); err == nil {
		return f
	}
	return n.String()
}
