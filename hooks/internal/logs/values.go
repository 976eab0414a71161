package logs

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"math"
	"reflect"
	"strconv"
	"time"
)

// List is a list of plain values.
type List []any

// Plain takes a value apart into what OTLP knows: nil, string, bool, int64, float64, []byte, [List], and []slog.Attr for a map. Errors
// and values with a text of their own are that text; all others are what JSON makes of them, which unlike printing comes to an end
// where values hold themselves. A method of the program that panics is shown as such.
func Plain(v slog.Value) any {
	switch v = v.Resolve(); v.Kind() {
	case slog.KindString:
		return v.String()
	case slog.KindBool:
		return v.Bool()
	case slog.KindInt64:
		return v.Int64()
	case slog.KindUint64:
		return unsigned(v.Uint64())
	case slog.KindFloat64:
		return v.Float64()
	case slog.KindDuration:
		return int64(v.Duration())
	case slog.KindTime:
		return v.Time().Format(time.RFC3339Nano)
	case slog.KindGroup:
		return v.Group()
	default:
		return plain(v.Any())
	}
}

// unsigned: OTLP has no unsigned integers.
func unsigned(n uint64) any {
	if n > math.MaxInt64 {
		return strconv.FormatUint(n, 10)
	}
	return int64(n)
}

func plain(v any) (p any) {
	defer func() {
		if r := recover(); r != nil {
			p = fmt.Sprintf("!PANIC: %v", r)
		}
	}()
	of := reflect.ValueOf(v)
	if of.Kind() == reflect.Pointer && of.IsNil() {
		return "<nil>"
	}
	switch v := v.(type) {
	case nil, []byte, List:
		return v
	case error:
		return v.Error()
	case fmt.Stringer:
		return v.String()
	}
	switch of.Kind() {
	case reflect.String:
		return of.String()
	case reflect.Bool:
		return of.Bool()
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return of.Int()
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return unsigned(of.Uint())
	case reflect.Float32, reflect.Float64:
		return of.Float()
	default:
		return byJSON(v)
	}
}

// byJSON is the type where JSON cannot tell the value.
func byJSON(v any) any {
	text, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprintf("%T", v)
	}
	r := reader{text: text}
	if value, ok := r.value(); ok {
		return value
	}
	return string(text)
}
