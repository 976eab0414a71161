package httpserver

import (
	"slices"
	"testing"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace/noop"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/semconv"
)

// statusSpan remembers the status that it is given.
type statusSpan struct {
	noop.Span
	code codes.Code
	text string
}

func (s *statusSpan) SetStatus(code codes.Code, text string) { s.code, s.text = code, text }

func TestJudge(t *testing.T) {
	panicked := semconv.ErrorTypeKey.String("panic")
	for name, c := range map[string]struct {
		outcome   Outcome
		status    int
		exit      api.Exit
		errorType string
		code      codes.Code
		text      string
	}{
		"fine":                              {Outcome{}, 200, api.Exit{}, "", codes.Unset, ""},
		"the client's fault":                {Outcome{Err: errTest{}}, 404, api.Exit{}, "", codes.Unset, ""},
		"the server's fault":                {Outcome{}, 500, api.Exit{}, "500", codes.Error, ""},
		"with an error":                     {Outcome{Err: errTest{}}, 503, api.Exit{}, "503", codes.Error, "test"},
		"a panic that was recovered inside": {Outcome{ErrorType: panicked}, 500, api.Exit{}, "500", codes.Unset, ""},
		"recovered, and answered as fine":   {Outcome{ErrorType: panicked}, 200, api.Exit{}, "panic", codes.Unset, ""},
		"a panic that leaves the server":    {Outcome{ErrorType: panicked}, 500, api.Exit{Panicked: true}, "panic", codes.Unset, ""},
		"http.ErrAbortHandler":              {Outcome{}, 500, api.Exit{Panicked: true}, "", codes.Unset, ""},
	} {
		span := &statusSpan{}
		if got := c.outcome.Judge(span, c.status, c.exit); got.Value.AsString() != c.errorType || got.Valid() != (c.errorType != "") {
			t.Errorf("%s: error.type %q, want %q", name, got.Value.AsString(), c.errorType)
		}
		if span.code != c.code || span.text != c.text {
			t.Errorf("%s: status %v %q, want %v %q", name, span.code, span.text, c.code, c.text)
		}
	}
}

func TestAttributesOfAnAnswer(t *testing.T) {
	if attrs := (Answer{RequestSize: -1}).Attributes(); len(attrs) > 0 {
		t.Errorf("got %v of nothing", attrs)
	}
	failed := semconv.ErrorTypeKey.String("500")
	want := []attribute.KeyValue{
		semconv.HTTPResponseStatusCode(500), semconv.HTTPRoute("/a"), failed, semconv.HTTPRequestBodySize(1), semconv.HTTPResponseBodySize(2),
	}
	if got := (Answer{500, "/a", failed, 1, 2}).Attributes(); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
