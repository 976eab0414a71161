package telemetry

import (
	"net/textproto"
	"os"
	"strings"

	"go.opentelemetry.io/otel/attribute"
)

// List reads an environment variable that holds a list separated by commas; empty items are left out.
func List(variable string) []string {
	var items []string
	for item := range strings.SplitSeq(os.Getenv(variable), ",") {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	return items
}

// Patterns are texts in which a star stands for any text, the empty one too.
type Patterns []string

// Match says whether one of the patterns is the whole of a text.
func (p Patterns) Match(text string) bool {
	for _, pattern := range p {
		if match(pattern, text) {
			return true
		}
	}
	return false
}

func match(pattern, text string) bool {
	first, rest, starred := strings.Cut(pattern, "*")
	if !starred {
		return pattern == text
	}
	text, ok := strings.CutPrefix(text, first)
	for ok {
		part, after, more := strings.Cut(rest, "*")
		if !more {
			return strings.HasSuffix(text, part)
		}
		_, text, ok = strings.Cut(text, part)
		rest = after
	}
	return false
}

// Constants are attributes that the environment adds to every span of a scope: OTEL_GO_SPAN_ATTRIBUTES for all of them, and
// OTEL_GO_<LIBRARY>_SPAN_ATTRIBUTES for those of one library, whose value for a key comes first. Items are key=value.
func Constants(scope string) []attribute.KeyValue {
	library := scope[strings.LastIndexByte(scope, '/')+1:]
	var constants []attribute.KeyValue
	known := map[string]bool{}
	for _, variable := range []string{"OTEL_GO_" + strings.ToUpper(library) + "_SPAN_ATTRIBUTES", "OTEL_GO_SPAN_ATTRIBUTES"} {
		for _, item := range List(variable) {
			key, value, ok := strings.Cut(item, "=")
			key = strings.TrimSpace(key)
			if !ok || key == "" || known[key] {
				continue
			}
			known[key] = true
			constants = append(constants, attribute.String(key, strings.TrimSpace(value)))
		}
	}
	return constants
}

// Header is a header whose values become an attribute.
type Header struct {
	// Name is in the canonical form of MIME headers.
	Name string
	Key  attribute.Key
}

// Headers are those that the environment asks for.
type Headers []Header

// CapturedHeaders reads the names of headers from an environment variable; their attributes are called by prefix and name in lower
// case.
func CapturedHeaders(prefix, variable string) Headers {
	var headers Headers
	for _, name := range List(variable) {
		headers = append(headers, Header{textproto.CanonicalMIMEHeaderKey(name), attribute.Key(prefix + strings.ToLower(name))})
	}
	return headers
}
