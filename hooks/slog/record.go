package slog

import (
	"context"
	"log/slog"
	"unsafe"

	"otel-go.internal/hooks/internal/logs"
	"otel-go.internal/hooks/internal/telemetry"
)

// The woven package log/slog calls otelRecord for every record that a handler is going to get. See rules/slog_record.go.
//
//go:linkname otelRecord log/slog.otelRecord
var otelRecord func(ctx context.Context, h slog.Handler, r slog.Record) (traceID, spanID string)

//go:linkname otelExport log/slog.otelExport
var otelExport func(ctx context.Context, h slog.Handler, logger uintptr, r slog.Record) func()

//go:linkname otelBind log/slog.otelBind
var otelBind func(from uintptr, to *slog.Logger, group string, attrs []slog.Attr)

//go:linkname otelTraceKey log/slog.otelTraceKey
var otelTraceKey string

//go:linkname otelSpanKey log/slog.otelSpanKey
var otelSpanKey string

// Constants share their memory with equal ones of the program.
var traceKey, spanKey = [...]byte{'t', 'r', 'a', 'c', 'e', '_', 'i', 'd'}, [...]byte{'s', 'p', 'a', 'n', '_', 'i', 'd'}

func init() {
	if telemetry.Enabled("slog") {
		otelTraceKey = unsafe.String(&traceKey[0], len(traceKey))
		otelSpanKey = unsafe.String(&spanKey[0], len(spanKey))
		otelRecord = idsFor
		otelExport, otelBind = export, bind
	}
}

func idsFor(ctx context.Context, h slog.Handler, r slog.Record) (traceID, spanID string) {
	if traceID, spanID = logs.IDs(ctx); traceID == "" || hasTraceID(r) || logs.IsBridge(h) {
		return "", ""
	}
	return traceID, spanID
}

func hasTraceID(r slog.Record) (has bool) {
	r.Attrs(func(a slog.Attr) bool {
		has = a.Key == logs.TraceKey
		return !has
	})
	return has
}
