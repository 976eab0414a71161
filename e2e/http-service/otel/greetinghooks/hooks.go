// Package greetinghooks holds our own hooks: what runs where the rules in greeting.otelc.yaml say.
package greetinghooks

import (
	"context"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
)

// Looked up at every use: the SDK may start after this package.
func tracer() trace.Tracer {
	return otel.Tracer("example.com/httpservice/otel/greetinghooks")
}

// BeforeCompose starts the span of a greeting. It gives the parameters back because the context is a new one.
func BeforeCompose(_ any, ctx context.Context, name string) (trace.Span, context.Context, string) {
	ctx, span := tracer().Start(ctx, "compose greeting", trace.WithAttributes(attribute.Int("greeting.name_length", len(name))))
	return span, ctx, name
}

// AfterCompose ends the span.
func AfterCompose(span trace.Span, greeting string, err error) {
	end(span, err)
}

// BeforeWaitN starts the span of a wait for the rate limiter.
func BeforeWaitN(_ any, ctx context.Context, n int) trace.Span {
	_, span := tracer().Start(ctx, "rate limit", trace.WithAttributes(attribute.Int("rate.tokens", n)))
	return span
}

// AfterWaitN ends the span.
func AfterWaitN(span trace.Span, err error) {
	end(span, err)
}

func end(span trace.Span, err error) {
	if err != nil {
		span.SetStatus(codes.Error, err.Error())
	}
	span.End()
}
