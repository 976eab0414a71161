//go:build !binary_log

package zerolog

import "otel-go.internal/hooks/internal/logs"

// quoted is how an event has a trace_id. In a text the quotes would be escaped.
var quoted = []byte(`"` + logs.TraceKey + `":`)
