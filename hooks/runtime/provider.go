package runtime

import (
	"context"
	"sync"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/embedded"

	"otel-go.internal/hooks/internal/telemetry"
)

// tracerProvider stands in front of the SDK as the global provider. Tracers that an application made before it sets a provider
// of its own are bound to the first global one, which is this: they follow to the application's.
type tracerProvider struct {
	embedded.TracerProvider
	sdk trace.TracerProvider
}

func (p *tracerProvider) install() { otel.SetTracerProvider(p) }

// Tracer implements trace.TracerProvider. Whoever asks when another provider is the global one, for example one that the
// application has built around this, means the SDK itself.
func (p *tracerProvider) Tracer(name string, options ...trace.TracerOption) trace.Tracer {
	tracer := p.sdk.Tracer(name, options...)
	if installed := otel.GetTracerProvider(); installed != trace.TracerProvider(p) && !telemetry.IsDefault(installed) {
		return tracer
	}
	return &followingTracer{provider: p, own: tracer, name: name, options: options}
}

// followingTracer starts spans by the provider that is the global one at that time.
type followingTracer struct {
	embedded.Tracer
	provider *tracerProvider
	own      trace.Tracer
	name     string
	options  []trace.TracerOption

	mu       sync.RWMutex
	followed trace.TracerProvider
	theirs   trace.Tracer
}

func (t *followingTracer) Start(ctx context.Context, name string, options ...trace.SpanStartOption) (context.Context, trace.Span) {
	current := otel.GetTracerProvider()
	if current == trace.TracerProvider(t.provider) {
		return t.own.Start(ctx, name, options...)
	}
	return t.follow(current).Start(ctx, name, options...)
}

func (t *followingTracer) follow(current trace.TracerProvider) trace.Tracer {
	t.mu.RLock()
	followed, theirs := t.followed, t.theirs
	t.mu.RUnlock()
	if followed != nil && telemetry.Same(followed, current) {
		return theirs
	}
	theirs = current.Tracer(t.name, t.options...)
	t.mu.Lock()
	t.followed, t.theirs = current, theirs
	t.mu.Unlock()
	return theirs
}
