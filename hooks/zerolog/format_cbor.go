//go:build binary_log

package zerolog

import (
	"bytes"
	"log/slog"

	"otel-go.internal/hooks/internal/logs"
)

// quoted is how an event in CBOR has a trace_id: a string of 8 bytes.
var quoted = []byte("\x68" + logs.TraceKey)

// raw is what an event has encoded, a map of CBOR whose end is not written yet.
func raw(encoded []byte) slog.Value {
	return slog.AnyValue(append(bytes.Clone(encoded), 0xff))
}
