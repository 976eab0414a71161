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
	var ctx context.Context
	for i := range fields {
		if fields[i].Key == logs.TraceKey {
			return fields
		}
		if c, ok := fields[i].Interface.(context.Context); ok {
			ctx = c
		}
	}
	traceID, spanID := logs.IDs(ctx)
	if traceID == "" || !wanted(entry) {
		return fields
	}
	all := make([]zapcore.Field, len(fields), len(fields)+2)
	copy(all, fields)
	return append(all, text(logs.TraceKey, traceID), text(logs.SpanKey, spanID))
}

func text(key, value string) zapcore.Field {
	return zapcore.Field{Key: key, Type: zapcore.StringType, String: value}
}
