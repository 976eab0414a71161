package logs

import (
	"bytes"
	"log/slog"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// reader takes JSON apart into plain values. The decoder of encoding/json, with what it needs of reflection, would be 150 kB in
// each instrumented program.
type reader struct {
	text  []byte
	depth int
}

// nested bounds the depth, and with it the stack.
const nested = 1000

func (r *reader) space() {
	r.text = bytes.TrimLeft(r.text, " \t\r\n")
}

// take reads one byte if it is the next one.
func (r *reader) take(c byte) bool {
	if r.space(); len(r.text) == 0 || r.text[0] != c {
		return false
	}
	r.text = r.text[1:]
	return true
}

func (r *reader) value() (any, bool) {
	if r.space(); len(r.text) == 0 || r.depth > nested {
		return nil, false
	}
	switch r.text[0] {
	case '{':
		return r.members()
	case '[':
		return r.list()
	case '"':
		return r.string()
	case 't':
		return true, r.literal("true")
	case 'f':
		return false, r.literal("false")
	case 'n':
		return nil, r.literal("null")
	default:
		return r.number()
	}
}

func (r *reader) literal(text string) (ok bool) {
	r.text, ok = bytes.CutPrefix(r.text, []byte(text))
	return ok
}

// sequence reads what stands between brackets, separated by commas.
func (r *reader) sequence(open, end byte, item func() bool) bool {
	if !r.take(open) {
		return false
	}
	r.depth++
	defer func() { r.depth-- }()
	for first := true; !r.take(end); first = false {
		if !first && !r.take(',') || !item() {
			return false
		}
	}
	return true
}

func (r *reader) members() ([]slog.Attr, bool) {
	attrs := []slog.Attr{}
	ok := r.sequence('{', '}', func() bool {
		r.space()
		key, ok := r.string()
		if !ok || !r.take(':') {
			return false
		}
		value, ok := r.value()
		attrs = append(attrs, slog.Any(key, value))
		return ok
	})
	return attrs, ok
}

func (r *reader) list() (List, bool) {
	all := List{}
	ok := r.sequence('[', ']', func() bool {
		value, ok := r.value()
		all = append(all, value)
		return ok
	})
	return all, ok
}

// number is a text where it is too large for what OTLP has.
func (r *reader) number() (any, bool) {
	end := len(r.text) - len(bytes.TrimLeft(r.text, "+-.0123456789eE"))
	text := string(r.text[:end])
	r.text = r.text[end:]
	if i, err := strconv.ParseInt(text, 10, 64); err == nil {
		return i, true
	}
	f, err := strconv.ParseFloat(text, 64)
	if err == nil {
		return f, true
	}
	return text, err.(*strconv.NumError).Err == strconv.ErrRange
}

func (r *reader) string() (string, bool) {
	if len(r.text) == 0 || r.text[0] != '"' {
		return "", false
	}
	for end := 1; end < len(r.text); end++ {
		switch r.text[end] {
		case '\\':
			end++
		case '"':
			raw := r.text[1:end]
			r.text = r.text[end+1:]
			return unescape(raw)
		}
	}
	return "", false
}

func unescape(raw []byte) (string, bool) {
	if bytes.IndexByte(raw, '\\') < 0 {
		return string(raw), true
	}
	text := make([]byte, 0, len(raw))
	for len(raw) > 0 {
		if raw[0] != '\\' {
			text = append(text, raw[0])
			raw = raw[1:]
			continue
		}
		if at := bytes.IndexByte([]byte(`"\/bfnrt`), raw[1]); at >= 0 {
			text = append(text, "\"\\/\b\f\n\r\t"[at])
			raw = raw[2:]
			continue
		}
		unit, ok := codeUnit(raw)
		if !ok {
			return "", false
		}
		raw = raw[6:]
		if utf16.IsSurrogate(unit) {
			low, _ := codeUnit(raw)
			if unit = utf16.DecodeRune(unit, low); unit != utf8.RuneError {
				raw = raw[6:]
			}
		}
		text = utf8.AppendRune(text, unit)
	}
	return string(text), true
}

// codeUnit reads \u and four digits.
func codeUnit(raw []byte) (rune, bool) {
	if len(raw) < 6 || raw[0] != '\\' || raw[1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(raw[2:6]), 16, 16)
	return rune(n), err == nil
}
