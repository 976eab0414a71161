package httpserver

import (
	"context"
	"net/http"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/httpattr"
	"otel-go.internal/hooks/internal/semconv"
)

// Answer is how a call has ended, as its server sees it.
type Answer struct {
	// Status is 0 where none has been sent.
	Status int
	Route  string
	// ErrorType comes from [Outcome.Judge].
	ErrorType attribute.KeyValue
	// RequestSize and ResponseSize are those of the bodies, not positive where there is none or it is not known.
	RequestSize, ResponseSize int64
}

// Judge has the span fail for a status that is the server's fault, and returns error.type, which is not valid where nothing has failed.
// After a panic that others recover, the handler has answered with a status of its own: the panic says more.
func (o Outcome) Judge(span trace.Span, status int, exit api.Exit) attribute.KeyValue {
	if status < http.StatusInternalServerError || exit.Panicked {
		return o.ErrorType
	}
	if !o.ErrorType.Valid() {
		text := ""
		if o.Err != nil {
			text = o.Err.Error()
		}
		span.SetStatus(codes.Error, text)
	}
	return httpattr.StatusError(status)
}

// Attributes are those that the span gets at its end.
func (a Answer) Attributes() []attribute.KeyValue {
	attrs := a.appendResult(make([]attribute.KeyValue, 0, 5))
	if a.RequestSize > 0 {
		attrs = append(attrs, semconv.HTTPRequestBodySize(int(a.RequestSize)))
	}
	if a.ResponseSize > 0 {
		attrs = append(attrs, semconv.HTTPResponseBodySize(int(a.ResponseSize)))
	}
	return attrs
}

// Measure records a call of which attrs were known before it was answered.
func (a Answer) Measure(ctx context.Context, i *Instruments, elapsed time.Duration, attrs []attribute.KeyValue) {
	set := metric.WithAttributeSet(attribute.NewSet(a.appendResult(attrs)...))
	i.Duration.Record(ctx, elapsed.Seconds(), set)
	i.RequestSize.Record(ctx, max(a.RequestSize, 0), set)
	i.ResponseSize.Record(ctx, a.ResponseSize, set)
}

func (a Answer) appendResult(attrs []attribute.KeyValue) []attribute.KeyValue {
	if a.Status > 0 {
		attrs = append(attrs, semconv.HTTPResponseStatusCode(a.Status))
	}
	if a.Route != "" {
		attrs = append(attrs, semconv.HTTPRoute(a.Route))
	}
	if a.ErrorType.Valid() {
		attrs = append(attrs, a.ErrorType)
	}
	return attrs
}
