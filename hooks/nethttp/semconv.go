package nethttp

import (
	"strings"

	"go.opentelemetry.io/otel/metric"

	"otel-go.internal/hooks/internal/httpserver"
	"otel-go.internal/hooks/internal/semconv"
	"otel-go.internal/hooks/internal/telemetry"
)

// instruments of both sides. Source: semantic conventions 1.37.0, docs/http/http-metrics.md.
type instruments struct {
	server                                httpserver.Instruments
	clientDuration                        metric.Float64Histogram
	clientRequestSize, clientResponseSize metric.Int64Histogram
}

var scope = telemetry.Scope[*instruments]{
	Name:      "otel-go.internal/hooks/nethttp",
	SchemaURL: semconv.SchemaURL,
	Make:      makeInstruments,
}

func makeInstruments(m metric.Meter) *instruments {
	return &instruments{
		server:             httpserver.NewInstruments(m),
		clientDuration:     httpserver.Duration(m, "http.client.request.duration", "Duration of HTTP client requests."),
		clientRequestSize:  httpserver.Size(m, "http.client.request.body.size", "Size of HTTP client request bodies."),
		clientResponseSize: httpserver.Size(m, "http.client.response.body.size", "Size of HTTP client response bodies."),
	}
}

// route returns the path of a ServeMux pattern, "[METHOD ][HOST]/[PATH]"; empty where there is none.
func route(pattern string) string {
	if i := strings.IndexByte(pattern, '/'); i >= 0 {
		return pattern[i:]
	}
	return ""
}
