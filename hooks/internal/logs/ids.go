// Package logs is what the hooks of all logging libraries have in common: the ids that a record gets, and its export.
package logs

import (
	"context"
	"encoding/hex"

	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/internal/gls"
)

// Keys under which records outside of OTLP carry their span.
//
// Source: OpenTelemetry specification 1.50.0, compatibility/logging_trace_context.md.
const (
	TraceKey = "trace_id"
	SpanKey  = "span_id"
)

// IDs returns the ids of the span that a record belongs to, in hex: the one in its context, else the goroutine's. Both are empty
// where there is none; a nil context is one without a span.
func IDs(ctx context.Context) (traceID, spanID string) {
	if sc := inContext(ctx); sc.IsValid() {
		return idsOf(sc)
	}
	return gls.IDs()
}

func inContext(ctx context.Context) trace.SpanContext {
	if ctx == nil {
		return trace.SpanContext{}
	}
	return trace.SpanContextFromContext(ctx)
}

// idsOf uses the text that the goroutine's record has already where it is of the same span.
func idsOf(sc trace.SpanContext) (traceID, spanID string) {
	var text [48]byte
	of, id := sc.TraceID(), sc.SpanID()
	hex.Encode(text[:32], of[:])
	hex.Encode(text[32:], id[:])
	if traceID, spanID = gls.IDs(); traceID == string(text[:32]) && spanID == string(text[32:]) {
		return traceID, spanID
	}
	both := string(text[:])
	return both[:32], both[32:]
}
