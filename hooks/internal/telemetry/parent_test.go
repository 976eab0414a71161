package telemetry

import (
	"context"
	"testing"

	"go.opentelemetry.io/otel/baggage"
	"go.opentelemetry.io/otel/trace"
)

func under(t *testing.T, span byte, item string) context.Context {
	t.Helper()
	ctx := context.Background()
	if span > 0 {
		ctx = trace.ContextWithSpanContext(ctx, trace.NewSpanContext(trace.SpanContextConfig{
			TraceID: trace.TraceID{1}, SpanID: trace.SpanID{span},
		}))
	}
	if item != "" {
		items, err := baggage.Parse(item)
		if err != nil {
			t.Fatal(err)
		}
		ctx = baggage.ContextWithBaggage(ctx, items)
	}
	return ctx
}

func TestParent(t *testing.T) {
	for name, c := range map[string]struct {
		ctx, around context.Context
		span        byte
		item        string
	}{
		"nothing around":               {under(t, 0, "own=1"), nil, 0, "own=1"},
		"the call's own span":          {under(t, 2, ""), under(t, 3, "around=1"), 2, ""},
		"the goroutine's":              {under(t, 0, ""), under(t, 3, "around=1"), 3, "around=1"},
		"the call's own baggage stays": {under(t, 0, "own=1"), under(t, 3, "around=1"), 3, "own=1"},
		"a goroutine without a span":   {under(t, 0, ""), under(t, 0, "around=1"), 0, "around=1"},
	} {
		t.Run(name, func(t *testing.T) {
			got := Parent(c.ctx, c.around)
			if id := trace.SpanContextFromContext(got).SpanID(); id != (trace.SpanID{c.span}) {
				t.Errorf("span %v, want %d", id, c.span)
			}
			if items := baggage.FromContext(got).String(); items != c.item {
				t.Errorf("baggage %q, want %q", items, c.item)
			}
		})
	}
}
