package messaging

import (
	"context"
	"slices"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/internal/telemetry"
)

// Creation returns the context that a message's headers carry, on top of ctx, and whether there is one.
func Creation(ctx context.Context, headers propagation.TextMapCarrier) (context.Context, bool) {
	carried := otel.GetTextMapPropagator().Extract(trace.ContextWithSpanContext(ctx, trace.SpanContext{}), headers)
	return carried, trace.SpanContextFromContext(carried).IsValid()
}

// Link leads to the context in which a message was created.
func Link(headers propagation.TextMapCarrier) (trace.Link, bool) {
	ctx, ok := Creation(context.Background(), headers)
	return trace.Link{SpanContext: trace.SpanContextFromContext(ctx)}, ok
}

// Inject puts a context into headers.
func Inject(ctx context.Context, headers propagation.TextMapCarrier) {
	otel.GetTextMapPropagator().Inject(ctx, headers)
}

// ByHand says whether the application has made the message's producer span itself: it is the context's, and the headers carry it.
func ByHand(ctx context.Context, headers propagation.TextMapCarrier) bool {
	span := trace.SpanFromContext(ctx)
	if kind, _ := telemetry.SpanKind(span); kind != trace.SpanKindProducer {
		return false
	}
	link, ok := Link(headers)
	return ok && link.SpanContext.SpanID() == span.SpanContext().SpanID()
}

// Restore returns the headers of a message that the producer is done with: those that the application gave it, where it still has
// ours, `sent`, which are the application's and a context. What the application's own hooks or interceptors have added since stays,
// and only the context goes.
func Restore[H any](now, given, sent []H, same func(a, b H) bool) []H {
	switch {
	case len(sent) == 0:
		return now
	case len(now) == len(sent) && &now[0] == &sent[0]:
		return given
	}
	context := sent[len(given):]
	kept := make([]H, 0, len(now))
	for _, one := range now {
		if !slices.ContainsFunc(context, func(ours H) bool { return same(ours, one) }) {
			kept = append(kept, one)
		}
	}
	return kept
}
