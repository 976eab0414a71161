package nethttp

import (
	"net/http"
	"net/url"

	"go.opentelemetry.io/otel/attribute"

	"otel-go.internal/hooks/internal/telemetry"
)

// clientOptions are read once, when the program starts. The variables that begin with OTEL_INSTRUMENTATION are those that
// instrumentation for other languages has.
var clientOptions = struct {
	excluded          telemetry.Patterns
	request, response telemetry.Headers
}{
	telemetry.List("OTEL_GO_HTTP_CLIENT_EXCLUDED_HOSTS"),
	telemetry.CapturedHeaders("http.request.header.", "OTEL_INSTRUMENTATION_HTTP_CLIENT_CAPTURE_REQUEST_HEADERS"),
	telemetry.CapturedHeaders("http.response.header.", "OTEL_INSTRUMENTATION_HTTP_CLIENT_CAPTURE_RESPONSE_HEADERS"),
}

// excludedHost says whether requests to the URL's host, with its port or without, are not to be traced.
func excludedHost(u *url.URL) bool {
	return len(clientOptions.excluded) > 0 && (clientOptions.excluded.Match(u.Host) || clientOptions.excluded.Match(u.Hostname()))
}

// appendHeaders adds the captured headers that are there.
func appendHeaders(attrs []attribute.KeyValue, captured telemetry.Headers, header http.Header, host string) []attribute.KeyValue {
	for _, h := range captured {
		values := header[h.Name]
		if h.Name == "Host" && len(values) == 0 && host != "" {
			values = []string{host} // net/http takes it out of the server's headers
		}
		if len(values) > 0 {
			attrs = append(attrs, h.Key.StringSlice(values))
		}
	}
	return attrs
}
