//go:build binary_log

package zerolog

import "otel-go.internal/hooks/internal/logs"

// quoted is how an event in CBOR has a trace_id: a string of 8 bytes.
var quoted = []byte("\x68" + logs.TraceKey)
