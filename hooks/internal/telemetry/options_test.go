package telemetry

import (
	"context"
	"testing"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/trace"
	tracenoop "go.opentelemetry.io/otel/trace/noop"
)

func TestPatterns(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		want          bool
	}{
		{"/health", "/health", true}, {"/health", "/healthz", false}, {"/health*", "/healthz", true}, {"*", "", true},
		{"*.internal", "a.internal", true}, {"*.internal", "internal", false}, {"/a/*/c", "/a/b/c", true}, {"/a/*/c", "/a/c", false},
		{"*a*b*", "xaxbx", true}, {"*a*b*", "xbxax", false}, {"aa*a", "aa", false},
	} {
		if got := (Patterns{"none", c.pattern}).Match(c.text); got != c.want {
			t.Errorf("%q against %q: got %v", c.pattern, c.text, got)
		}
	}
}

func TestPatternsAllocateNothing(t *testing.T) {
	patterns := Patterns{"/health*", "/a/*/c"}
	if n := testing.AllocsPerRun(100, func() { patterns.Match("/a/b/c") }); n != 0 {
		t.Errorf("%v allocations, and each request is matched", n)
	}
}

type startRecorder struct {
	tracenoop.TracerProvider
	attributes *map[string]string
}

type startTracer struct {
	tracenoop.Tracer
	attributes *map[string]string
}

func (r startRecorder) Tracer(string, ...trace.TracerOption) trace.Tracer {
	return startTracer{attributes: r.attributes}
}

func (r startTracer) Start(ctx context.Context, name string, options ...trace.SpanStartOption) (context.Context, trace.Span) {
	config := trace.NewSpanStartConfig(options...)
	for _, kv := range config.Attributes() {
		(*r.attributes)[string(kv.Key)] = kv.Value.AsString()
	}
	return r.Tracer.Start(ctx, name)
}

func TestConstants(t *testing.T) {
	t.Setenv("OTEL_GO_SPAN_ATTRIBUTES", "team=shop, tier = edge,,broken")
	t.Setenv("OTEL_GO_GIN_SPAN_ATTRIBUTES", "team=web")
	before := otel.GetTracerProvider()
	defer otel.SetTracerProvider(before)
	got := map[string]string{}
	otel.SetTracerProvider(startRecorder{attributes: &got})
	for scope, team := range map[string]string{"otel-go.internal/hooks/gin": "web", "otel-go.internal/hooks/echo": "shop"} {
		s := Scope[*int]{Name: scope, Make: func(metric.Meter) *int { return nil }}
		s.Tracer().Start(context.Background(), "s")
		if len(got) != 2 || got["team"] != team || got["tier"] != "edge" {
			t.Errorf("%s: got %v", scope, got)
		}
	}
}
