package redis

import (
	"errors"
	"fmt"
	"strings"

	"github.com/redis/go-redis/v9"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/db"
	"otel-go.internal/hooks/internal/semconv"
	"otel-go.internal/hooks/internal/telemetry"
)

type instruments struct {
	duration metric.Float64Histogram
}

var scope = telemetry.Scope[*instruments]{
	Name:      "otel-go.internal/hooks/redis",
	SchemaURL: semconv.SchemaURL,
	Make: func(m metric.Meter) *instruments {
		observePools(m)
		return &instruments{db.OperationDuration(m)}
	},
}

// txFailed is the error of a transaction whose watched keys have changed.
var txFailed = semconv.NamedError{Err: redis.TxFailedErr, Name: "redis.TxFailedErr"}

func attributeSet(attrs []attribute.KeyValue) metric.RecordOption {
	return metric.WithAttributeSet(attribute.NewSet(attrs...))
}

// failure sets the span's status and returns what the measurement tells of the error as well. A key that does not exist is an
// answer like others.
func failure(span trace.Span, err error, exit api.Exit) []attribute.KeyValue {
	if exit.Panicked {
		return panicked(span, exit.Panic)
	}
	if err == nil || errors.Is(err, redis.Nil) {
		return nil
	}
	attrs := make([]attribute.KeyValue, 0, 2)
	if code := statusCode(err); code != "" {
		attrs = append(attrs, semconv.DBResponseStatusCode(code), semconv.ErrorTypeKey.String(code))
	} else {
		attrs = append(attrs, semconv.ErrorTypeOf(err, txFailed, semconv.Canceled, semconv.DeadlineExceeded))
	}
	if span.IsRecording() {
		span.RecordError(err)
		span.SetStatus(codes.Error, err.Error())
		span.SetAttributes(attrs...)
	}
	return attrs
}

func panicked(span trace.Span, value any) []attribute.KeyValue {
	attr := semconv.ErrorTypeKey.String("panic")
	if value != nil {
		span.SetStatus(codes.Error, "panic: "+telemetry.PanicEvent(span, value))
	}
	span.SetAttributes(attr)
	return []attribute.KeyValue{attr}
}

// statusCode is the first word of a server's error: WRONGTYPE, ERR, MOVED. Errors of the client itself have none.
func statusCode(err error) string {
	var reply redis.Error
	if !errors.As(err, &reply) || errors.Is(err, redis.TxFailedErr) {
		return ""
	}
	code, _, _ := strings.Cut(reply.Error(), " ")
	for _, r := range code {
		if (r < 'A' || r > 'Z') && r != '_' && (r < '0' || r > '9') {
			return ""
		}
	}
	return code
}

func argumentText(arg any) string {
	switch v := arg.(type) {
	case string:
		return v
	case []byte:
		return string(v)
	}
	return fmt.Sprint(arg)
}
