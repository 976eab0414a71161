package nethttp

import (
	"net"
	"net/http"
	"strconv"
	"strings"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/metric/noop"
	semconv "go.opentelemetry.io/otel/semconv/v1.37.0"

	"otel-go.internal/hooks/internal/telemetry"
)

// instruments of both sides. Source: semantic conventions 1.37.0, docs/http/http-metrics.md.
type instruments struct {
	serverDuration, clientDuration metric.Float64Histogram
	serverRequestSize              metric.Int64Histogram
	serverResponseSize             metric.Int64Histogram
	clientRequestSize              metric.Int64Histogram
	clientResponseSize             metric.Int64Histogram
}

var scope = telemetry.Scope[*instruments]{
	Name:      "otel-go.internal/hooks/nethttp",
	SchemaURL: semconv.SchemaURL,
	Make:      makeInstruments,
}

// durationBuckets are the ones that the conventions advise.
var durationBuckets = []float64{0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10}

func makeInstruments(m metric.Meter) *instruments {
	duration := func(name, description string) metric.Float64Histogram {
		h, err := m.Float64Histogram(name, metric.WithUnit("s"), metric.WithDescription(description),
			metric.WithExplicitBucketBoundaries(durationBuckets...))
		if err != nil {
			return noop.Float64Histogram{}
		}
		return h
	}
	size := func(name, description string) metric.Int64Histogram {
		h, err := m.Int64Histogram(name, metric.WithUnit("By"), metric.WithDescription(description))
		if err != nil {
			return noop.Int64Histogram{}
		}
		return h
	}
	return &instruments{
		serverDuration:     duration("http.server.request.duration", "Duration of HTTP server requests."),
		clientDuration:     duration("http.client.request.duration", "Duration of HTTP client requests."),
		serverRequestSize:  size("http.server.request.body.size", "Size of HTTP server request bodies."),
		serverResponseSize: size("http.server.response.body.size", "Size of HTTP server response bodies."),
		clientRequestSize:  size("http.client.request.body.size", "Size of HTTP client request bodies."),
		clientResponseSize: size("http.client.response.body.size", "Size of HTTP client response bodies."),
	}
}

// methodName returns the method as attribute and span name: one of the nine known ones, else _OTHER with HTTP as the name.
func methodName(method string) (attr attribute.KeyValue, name string) {
	switch method {
	case "", http.MethodGet:
		return semconv.HTTPRequestMethodGet, http.MethodGet
	case http.MethodConnect, http.MethodDelete, http.MethodHead, http.MethodOptions, http.MethodPatch, http.MethodPost,
		http.MethodPut, http.MethodTrace:
		return semconv.HTTPRequestMethodKey.String(method), method
	}
	return semconv.HTTPRequestMethodOther, "HTTP"
}

// methodAttributes adds the method, and the original where it is not a known one.
func methodAttributes(attrs []attribute.KeyValue, method string) ([]attribute.KeyValue, string) {
	attr, name := methodName(method)
	attrs = append(attrs, attr)
	if attr == semconv.HTTPRequestMethodOther {
		attrs = append(attrs, semconv.HTTPRequestMethodOriginal(method))
	}
	return attrs, name
}

// protocol returns 1.1 for HTTP/1.1, and 2 for HTTP/2.0.
func protocol(proto string) string {
	version, ok := strings.CutPrefix(proto, "HTTP/")
	if !ok {
		return ""
	}
	return strings.TrimSuffix(version, ".0")
}

// splitHost splits an address that need not have a port; the port is 0 then.
func splitHost(hostport string) (host string, port int) {
	host, text, err := net.SplitHostPort(hostport)
	if err != nil {
		return strings.Trim(hostport, "[]"), 0
	}
	port, err = strconv.Atoi(text)
	if err != nil || port < 0 || port > 65535 {
		port = 0
	}
	return host, port
}

// route returns the path of a ServeMux pattern, "[METHOD ][HOST]/[PATH]"; empty where there is none.
func route(pattern string) string {
	if i := strings.IndexByte(pattern, '/'); i >= 0 {
		return pattern[i:]
	}
	return ""
}

func statusError(code int) attribute.KeyValue {
	return semconv.ErrorTypeKey.String(strconv.Itoa(code))
}
