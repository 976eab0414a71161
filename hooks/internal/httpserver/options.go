package httpserver

import (
	"otel-go.internal/hooks/internal/telemetry"
)

// Options of all HTTP servers are read once, when the program starts. The variables that begin with OTEL_INSTRUMENTATION are those
// that instrumentation for other languages has.
var (
	ExcludedPaths   telemetry.Patterns = telemetry.List("OTEL_GO_HTTP_SERVER_EXCLUDED_PATHS")
	RequestHeaders                     = telemetry.CapturedHeaders("http.request.header.", "OTEL_INSTRUMENTATION_HTTP_SERVER_CAPTURE_REQUEST_HEADERS")
	ResponseHeaders                    = telemetry.CapturedHeaders("http.response.header.", "OTEL_INSTRUMENTATION_HTTP_SERVER_CAPTURE_RESPONSE_HEADERS")
)
