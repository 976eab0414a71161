package zap

import (
	"context"

	"go.uber.org/zap/zapcore"

	"otel-go.internal/hooks/internal/logs"
	"otel-go.internal/hooks/internal/telemetry"
)

var on = telemetry.Enabled("zap")

// BeforeWrite adds the fields.
//
// Target: zapcore.(*CheckedEntry).Write.
func BeforeWrite(entry *zapcore.CheckedEntry, fields []zapcore.Field) []zapcore.Field {
	if !on || entry == nil {
		return fields
	}
	ctx, own := about(fields)
	if logs.Wanted(ctx, entry.Message) {
		export(ctx, entry, fields)
	}
	if own {
		return fields
	}
	traceID, spanID := logs.IDs(ctx)
	if traceID == "" || !wanted(entry) {
		return fields
	}
	all := make([]zapcore.Field, len(fields), len(fields)+2)
	copy(all, fields)
	return append(all, text(logs.TraceKey, traceID), text(logs.SpanKey, spanID))
}

// about returns the context among the fields, or nil, and whether the program gives a trace_id itself.
func about(fields []zapcore.Field) (ctx context.Context, own bool) {
	for i := range fields {
		own = own || fields[i].Key == logs.TraceKey
		if c, ok := fields[i].Interface.(context.Context); ok {
			ctx = c
		}
	}
	return ctx, own
}

func text(key, value string) zapcore.Field {
	return zapcore.Field{Key: key, Type: zapcore.StringType, String: value}
}
