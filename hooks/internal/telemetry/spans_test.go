package telemetry

import (
	"errors"
	"testing"

	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"
)

// kindSpan tells its kind, as the SDK's spans do.
type kindSpan struct {
	noop.Span
	sc   trace.SpanContext
	kind trace.SpanKind
}

func (s kindSpan) SpanContext() trace.SpanContext { return s.sc }
func (s kindSpan) SpanKind() trace.SpanKind       { return s.kind }

func TestInjected(t *testing.T) {
	sc := trace.SpanContextFromContext(under(t, 2, ""))
	other := trace.SpanContextFromContext(under(t, 3, ""))
	silent := trace.SpanFromContext(under(t, 2, ""))
	for name, c := range map[string]struct {
		span trace.Span
		sent trace.SpanContext
		want bool
	}{
		"a client's span":             {kindSpan{sc: sc, kind: trace.SpanKindClient}, sc, true},
		"another span is sent":        {kindSpan{sc: sc, kind: trace.SpanKindClient}, other, false},
		"nothing is sent":             {kindSpan{sc: sc, kind: trace.SpanKindClient}, trace.SpanContext{}, false},
		"a span of the program's own": {kindSpan{sc: sc, kind: trace.SpanKindInternal}, sc, false},
		"a span of unknown kind":      {silent, sc, true},
	} {
		sent := propagation.MapCarrier{}
		propagation.TraceContext{}.Inject(trace.ContextWithSpanContext(t.Context(), c.sent), sent)
		if got := Injected(c.span, sent); got != c.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
	if kind, known := SpanKind(silent); known || kind != trace.SpanKindUnspecified {
		t.Errorf("kind %v of a span that does not tell", kind)
	}
}

// eventSpan remembers its last event.
type eventSpan struct {
	noop.Span
	name   string
	config trace.EventConfig
}

func (s *eventSpan) AddEvent(name string, options ...trace.EventOption) {
	s.name, s.config = name, trace.NewEventConfig(options...)
}

func TestPanicEvent(t *testing.T) {
	span := &eventSpan{}
	if text := PanicEvent(span, errors.New("lost")); text != "lost" {
		t.Errorf("text %q", text)
	}
	attrs := map[string]string{}
	for _, kv := range span.config.Attributes() {
		attrs[string(kv.Key)] = kv.Value.AsString()
	}
	if span.name != "exception" || !span.config.StackTrace() || len(attrs) != 2 ||
		attrs["exception.type"] != "*errors.errorString" || attrs["exception.message"] != "lost" {
		t.Errorf("event %s %v", span.name, attrs)
	}
}
