// Package httpattr holds the attributes that HTTP servers and clients have in common. Source: semantic conventions 1.37.0, docs/http.
package httpattr

import (
	"net"
	"net/http"
	"strconv"
	"strings"

	"go.opentelemetry.io/otel/attribute"

	"otel-go.internal/hooks/internal/semconv"
	"otel-go.internal/hooks/internal/telemetry"
)

// DurationBuckets are the ones that the conventions advise.
var DurationBuckets = []float64{0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10}

// knownMethods take the place of the nine usual ones.
var knownMethods = telemetry.List("OTEL_INSTRUMENTATION_HTTP_KNOWN_METHODS")

// Method returns the method as attribute and span name: one of the nine known ones, or of those that the environment names in
// their place, else _OTHER with HTTP as the name.
func Method(method string) (attr attribute.KeyValue, name string) {
	if len(knownMethods) > 0 && method != "" {
		if isKnown(method) {
			return semconv.HTTPRequestMethodKey.String(method), method
		}
		return semconv.HTTPRequestMethodOther, "HTTP"
	}
	switch method {
	case "", http.MethodGet:
		return semconv.HTTPRequestMethodGet, http.MethodGet
	case http.MethodConnect, http.MethodDelete, http.MethodHead, http.MethodOptions, http.MethodPatch, http.MethodPost,
		http.MethodPut, http.MethodTrace:
		return semconv.HTTPRequestMethodKey.String(method), method
	}
	return semconv.HTTPRequestMethodOther, "HTTP"
}

// AppendMethod adds the method, and the original where it is not a known one.
func AppendMethod(attrs []attribute.KeyValue, method string) ([]attribute.KeyValue, string) {
	attr, name := Method(method)
	attrs = append(attrs, attr)
	if attr == semconv.HTTPRequestMethodOther {
		attrs = append(attrs, semconv.HTTPRequestMethodOriginal(method))
	}
	return attrs, name
}

// Protocol returns 1.1 for HTTP/1.1, and 2 for HTTP/2.0.
func Protocol(proto string) string {
	version, ok := strings.CutPrefix(proto, "HTTP/")
	if !ok {
		return ""
	}
	return strings.TrimSuffix(version, ".0")
}

// SplitHost splits an address that need not have a port; the port is 0 then.
func SplitHost(hostport string) (host string, port int) {
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

func StatusError(code int) attribute.KeyValue {
	return semconv.ErrorTypeKey.String(strconv.Itoa(code))
}

// isKnown says whether a method is one that the environment names.
func isKnown(method string) bool {
	for _, known := range knownMethods {
		if known == method {
			return true
		}
	}
	return false
}
