package zerolog

import (
	"bytes"
	"context"
	"reflect"
	"unsafe"

	"github.com/rs/zerolog"

	"otel-go.internal/hooks/internal/logs"
	"otel-go.internal/hooks/internal/telemetry"
)

var on = telemetry.Enabled("zerolog")

// Where an event keeps what has been encoded of it, and its level; negative where a version has no such field.
var (
	bufferAt = offset("buf", reflect.TypeFor[[]byte]())
	levelAt  = offset("level", reflect.TypeFor[zerolog.Level]())
)

func offset(name string, of reflect.Type) int {
	field, ok := reflect.TypeFor[zerolog.Event]().FieldByName(name)
	if !ok || field.Type != of {
		return -1
	}
	return int(field.Offset)
}

// BeforeWrite adds the fields, behind all others.
//
// Target: zerolog.(*Event).write.
func BeforeWrite(event *zerolog.Event) {
	if !on || !event.Enabled() {
		return
	}
	ctx := contextOf(event)
	if logs.Exporting() {
		export(ctx, event)
	}
	if traceID, spanID := logs.IDs(ctx); traceID != "" && !bytes.Contains(encoded(event), quoted) {
		event.Str(logs.TraceKey, traceID).Str(logs.SpanKey, spanID)
	}
}

// contextOf asks for what versions before v1.29.0 do not have.
func contextOf(event *zerolog.Event) context.Context {
	if holder, ok := any(event).(interface{ GetCtx() context.Context }); ok {
		return holder.GetCtx()
	}
	return nil
}

func encoded(event *zerolog.Event) []byte {
	if bufferAt < 0 {
		return nil
	}
	return *(*[]byte)(unsafe.Add(unsafe.Pointer(event), bufferAt))
}
