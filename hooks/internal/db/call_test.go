package db

import (
	"context"
	"testing"

	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"
)

// clientSpan is of a type that cannot be compared, as an application's own may be.
type clientSpan struct {
	noop.Span
	ids []int
}

func (clientSpan) SpanKind() trace.SpanKind { return trace.SpanKindClient }

func TestClientSpan(t *testing.T) {
	none := context.Background()
	first, second := trace.ContextWithSpan(none, clientSpan{ids: []int{1}}), trace.ContextWithSpan(none, clientSpan{ids: []int{2}})
	for name, c := range map[string]struct {
		before, ctx context.Context
		want        bool
	}{
		"no span":               {none, none, false},
		"a span":                {none, first, true},
		"the same one":          {first, first, false},
		"the same, and a value": {first, context.WithValue(first, trace.SpanKindClient, 1), false},
		"another one":           {first, second, true},
		"one of unknown kind":   {first, trace.ContextWithSpan(first, noop.Span{}), false},
	} {
		if got := ClientSpan(c.before, c.ctx); got != c.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}
