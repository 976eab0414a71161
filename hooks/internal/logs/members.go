package logs

import (
	"log/slog"
	"strings"
)

// Members reads the members of a JSON object, in their order. The text may end before the braces of open objects, as what a
// library has encoded of a record does. It is false for what is no object.
func Members(text []byte) ([]slog.Attr, bool) {
	r := reader{text: closed(text)}
	return r.members()
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
