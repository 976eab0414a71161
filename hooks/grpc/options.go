package grpc

import (
	"os"
	"strings"

	"otel-go.internal/hooks/internal/telemetry"
)

// Options are read once, when the program starts. The variables that begin with OTEL_INSTRUMENTATION are those that instrumentation
// for other languages has.
var (
	serverOn = telemetry.Enabled("grpc/server")
	clientOn = telemetry.Enabled("grpc/client")
	// excluded are methods that are left alone, package.Service/Method.
	excluded = telemetry.Patterns(telemetry.List("OTEL_GO_GRPC_EXCLUDED_METHODS"))
	// messageEvents: an event for each message.
	messageEvents = strings.EqualFold(strings.TrimSpace(os.Getenv("OTEL_INSTRUMENTATION_GRPC_EMIT_MESSAGE_EVENTS")), "true")
	// Metadata that becomes attributes.
	clientMetadata = capturedMetadata("OTEL_INSTRUMENTATION_GRPC_CAPTURE_METADATA_CLIENT_REQUEST")
	serverMetadata = capturedMetadata("OTEL_INSTRUMENTATION_GRPC_CAPTURE_METADATA_SERVER_REQUEST")
)

func capturedMetadata(variable string) []string {
	names := telemetry.List(variable)
	for i := range names {
		names[i] = strings.ToLower(names[i])
	}
	return names
}
