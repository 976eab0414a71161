package span

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"sync"
	"unicode/utf8"

	"go.opentelemetry.io/otel/attribute"
)

// maxText bounds the text of values that are no strings, errors or Stringers themselves.
const maxText = 256

// attributeOf converts a value as the program has it. It is false for nil, and for a value whose own methods panic.
func attributeOf(key string, value any) (attribute.KeyValue, bool) {
	if value == nil {
		return attribute.KeyValue{}, false
	}
	if kv, ok := builtin(key, value); ok {
		return kv, true
	}
	return methodical(key, value)
}

// builtin serves the types that attributes have themselves.
func builtin(key string, value any) (attribute.KeyValue, bool) {
	switch v := value.(type) {
	case string:
		return attribute.String(key, v), true
	case bool:
		return attribute.Bool(key, v), true
	case int:
		return attribute.Int(key, v), true
	case int64:
		return attribute.Int64(key, v), true
	case float64:
		return attribute.Float64(key, v), true
	case []string:
		return attribute.StringSlice(key, v), true
	case []bool:
		return attribute.BoolSlice(key, v), true
	case []int:
		return attribute.IntSlice(key, v), true
	case []int64:
		return attribute.Int64Slice(key, v), true
	case []float64:
		return attribute.Float64Slice(key, v), true
	case []byte:
		if utf8.Valid(v) {
			return attribute.String(key, bounded(string(v[:min(len(v), maxText+utf8.UTFMax)]))), true
		}
		return attribute.String(key, fmt.Sprintf("%d bytes", len(v))), true
	}
	return attribute.KeyValue{}, false
}

// methodical serves everything else. The value's own methods may be called: they are the program's, and may panic.
func methodical(key string, value any) (kv attribute.KeyValue, ok bool) {
	defer func() {
		if r := recover(); r != nil {
			kv, ok = attribute.KeyValue{}, false
		}
	}()
	r := reflect.ValueOf(value)
	if r.Kind() == reflect.Pointer && r.IsNil() {
		return attribute.KeyValue{}, false
	}
	switch v := value.(type) {
	case error:
		return attribute.String(key, v.Error()), true
	case fmt.Stringer:
		return attribute.String(key, v.String()), true
	}
	return byKind(key, r)
}

// byKind serves types whose underlying type is a basic one, and everything else.
func byKind(key string, r reflect.Value) (attribute.KeyValue, bool) {
	switch r.Kind() {
	case reflect.String:
		return attribute.String(key, r.String()), true
	case reflect.Bool:
		return attribute.Bool(key, r.Bool()), true
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return attribute.Int64(key, r.Int()), true
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		if n := r.Uint(); n > math.MaxInt64 {
			return attribute.String(key, strconv.FormatUint(n, 10)), true
		}
		return attribute.Int64(key, int64(r.Uint())), true
	case reflect.Float32, reflect.Float64:
		return attribute.Float64(key, r.Float()), true
	case reflect.Pointer, reflect.Interface:
		if r.IsNil() {
			return attribute.KeyValue{}, false
		}
		if isBasic(r.Elem().Kind()) {
			return byKind(key, r.Elem())
		}
	}
	if !r.CanInterface() || !printable(r) {
		return attribute.String(key, r.Type().String()), true
	}
	return attribute.String(key, bounded(fmt.Sprintf("%v", r.Interface()))), true
}

func isBasic(kind reflect.Kind) bool {
	return kind == reflect.String || (kind >= reflect.Bool && kind <= reflect.Float64)
}

// maxElements bounds the work of printing a slice.
const maxElements = 64

func printable(r reflect.Value) bool {
	if r.Kind() == reflect.Slice && r.Len() > maxElements {
		return false
	}
	t := r.Type()
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if known, ok := plain.Load(t); ok {
		return known.(bool)
	}
	is := isPlain(t)
	plain.Store(t, is)
	return is
}

var plain sync.Map

// isPlain says that printing a value of the type reads neither maps, which another goroutine may be writing (that would end the
// program), nor anything of unknown type or size.
func isPlain(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Map, reflect.Interface, reflect.Slice:
		// The elements of an inner slice are counted by nobody.
		return t.Kind() == reflect.Slice && isBasic(t.Elem().Kind())
	case reflect.Array:
		return t.Len() <= maxElements && isPlain(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			if !isPlain(t.Field(i).Type) {
				return false
			}
		}
	}
	return true
}

// bounded cuts a text between characters.
func bounded(text string) string {
	if len(text) <= maxText {
		return text
	}
	end := maxText
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end]
}
