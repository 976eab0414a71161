package httpserver

import (
	"context"
	"strings"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/internal/telemetry"
)

// Give hands the call's span over to instrumentation by hand that is about to start a server span for the same request: it gets ours,
// with its own name and attributes, so that there is one span and what was started meanwhile keeps its parent. The result is false
// where the span to be started is about something else.
func (c *Call) Give(
	ctx context.Context, scope, name string, provider func() trace.TracerProvider, options []trace.SpanStartOption,
) (context.Context, trace.Span, bool) {
	if strings.HasPrefix(scope, "otel-go.internal/") {
		return ctx, nil, false
	}
	config := trace.NewSpanStartConfig(options...)
	if config.SpanKind() != trace.SpanKindServer || !c.isAbout(name, config.Attributes()) {
		return ctx, nil, false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.span == nil || c.given != ours || !telemetry.Same(provider(), c.span.TracerProvider()) {
		return ctx, nil, false
	}
	c.measured = strings.HasPrefix(scope, "go.opentelemetry.io/contrib/")
	if config.NewRoot() {
		c.given = theirs
		return ctx, nil, false
	}
	c.given = shared
	c.span.SetName(name)
	c.span.SetAttributes(config.Attributes()...)
	// Spans take links since OpenTelemetry Go 1.25, and the application's may be older.
	if linked, ok := c.span.(interface{ AddLink(trace.Link) }); ok {
		for _, link := range config.Links() {
			linked.AddLink(link)
		}
	}
	return trace.ContextWithSpan(ctx, c.span), c.span, true
}

// isAbout says that a span's attributes are those of an HTTP request with the call's method, by the conventions of now or of before, or
// those of the gRPC call that the request is.
func (c *Call) isAbout(name string, attrs []attribute.KeyValue) bool {
	for _, kv := range attrs {
		switch kv.Key {
		case "http.request.method", "http.method":
			method := kv.Value.AsString()
			return method == c.Method || method == "_OTHER" || (c.Method == "" && method == "GET")
		case "rpc.system", "rpc.system.name":
			return c.Path == "/"+strings.TrimPrefix(name, "/")
		}
	}
	return false
}
