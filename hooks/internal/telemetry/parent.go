package telemetry

import (
	"context"

	"go.opentelemetry.io/otel/baggage"
	"go.opentelemetry.io/otel/trace"
)

// Parent completes a call's context from the goroutine's, around, where it has no span. Around may be nil.
func Parent(ctx, around context.Context) context.Context {
	if around == nil || trace.SpanContextFromContext(ctx).IsValid() {
		return ctx
	}
	return Adopt(ctx, around, trace.SpanFromContext(around))
}

// Adopt gives a context the span, and the baggage of around if it has none of its own.
func Adopt(ctx, around context.Context, span trace.Span) context.Context {
	ctx = trace.ContextWithSpan(ctx, span)
	if baggage.FromContext(ctx).Len() == 0 {
		ctx = baggage.ContextWithBaggage(ctx, baggage.FromContext(around))
	}
	return ctx
}
