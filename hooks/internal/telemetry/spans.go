package telemetry

import (
	"context"
	"fmt"

	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/internal/semconv"
)

// PanicEvent adds the event of a panic to a span, and returns the text of its value.
func PanicEvent(span trace.Span, value any) string {
	text := fmt.Sprint(value)
	span.AddEvent(semconv.ExceptionEventName, trace.WithAttributes(
		semconv.ExceptionType(fmt.Sprintf("%T", value)), semconv.ExceptionMessage(text)), trace.WithStackTrace(true))
	return text
}

// SpanKind is the kind of a span of the SDK; of others it is not known.
func SpanKind(span trace.Span) (kind trace.SpanKind, known bool) {
	if told, ok := span.(interface{ SpanKind() trace.SpanKind }); ok {
		return told.SpanKind(), true
	}
	return trace.SpanKindUnspecified, false
}

// Injected says that the application has made the span of a client's call itself: what is going to be sent carries the very span that
// is in the context, and that span stands for the call. A span of another kind, injected by hand, is our span's parent.
func Injected(span trace.Span, sent propagation.TextMapCarrier) bool {
	own := span.SpanContext()
	carried := trace.SpanContextFromContext(propagation.TraceContext{}.Extract(context.Background(), sent))
	if carried.SpanID() != own.SpanID() || carried.TraceID() != own.TraceID() {
		return false
	}
	kind, known := SpanKind(span)
	return !known || kind == trace.SpanKindClient
}
