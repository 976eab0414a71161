//go:build !binary_log

package zerolog

import (
	"log/slog"

	"otel-go.internal/hooks/internal/logs"
)

// quoted is how an event has a trace_id. In a text the quotes would be escaped.
var quoted = []byte(`"` + logs.TraceKey + `":`)

// raw is what an event has encoded.
func raw(encoded []byte) slog.Value { return slog.StringValue(string(encoded)) }
