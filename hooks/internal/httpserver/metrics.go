package httpserver

import (
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/metric/noop"

	"otel-go.internal/hooks/internal/httpattr"
)

// Instruments of a server. Source: semantic conventions 1.37.0, docs/http/http-metrics.md.
type Instruments struct {
	Duration                  metric.Float64Histogram
	RequestSize, ResponseSize metric.Int64Histogram
}

// NewInstruments makes the instruments of a server.
func NewInstruments(m metric.Meter) Instruments {
	return Instruments{
		Duration:     Duration(m, "http.server.request.duration", "Duration of HTTP server requests."),
		RequestSize:  Size(m, "http.server.request.body.size", "Size of HTTP server request bodies."),
		ResponseSize: Size(m, "http.server.response.body.size", "Size of HTTP server response bodies."),
	}
}

// Duration makes a histogram of seconds.
func Duration(m metric.Meter, name, description string) metric.Float64Histogram {
	h, err := m.Float64Histogram(name, metric.WithUnit("s"), metric.WithDescription(description),
		metric.WithExplicitBucketBoundaries(httpattr.DurationBuckets...))
	if err != nil {
		return noop.Float64Histogram{}
	}
	return h
}

// Size makes a histogram of bytes.
func Size(m metric.Meter, name, description string) metric.Int64Histogram {
	h, err := m.Int64Histogram(name, metric.WithUnit("By"), metric.WithDescription(description))
	if err != nil {
		return noop.Int64Histogram{}
	}
	return h
}
