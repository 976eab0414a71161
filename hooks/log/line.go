package log

import (
	"bytes"
	"io"
	"reflect"
	_ "unsafe" // for go:linkname

	"otel-go.internal/hooks/internal/gls"
	"otel-go.internal/hooks/internal/logs"
	"otel-go.internal/hooks/internal/telemetry"
)

// The woven package log calls otelLine for every line, before it is written. See rules/log.otelc.yaml.
//
//go:linkname otelLine log.otelLine
var otelLine func(out io.Writer, line []byte, message int) []byte

func init() {
	if telemetry.Enabled("log") {
		otelLine = complete
	}
}

// BeforeSetOutput has this package linked.
//
// Target: log.(*Logger).SetOutput.
func BeforeSetOutput(_, _ any) {}

// complete puts the ids before the end of the line. The line may grow in place: it is the logger's buffer.
func complete(out io.Writer, line []byte, message int) []byte {
	traceID, spanID := gls.IDs()
	if traceID == "" || message > len(line) || toSlog(out) {
		return line
	}
	end := len(line)
	for end > message && (line[end-1] == '\n' || line[end-1] == '\r') {
		end--
	}
	if isJSON(line[message:end]) || bytes.Contains(line[:end], []byte(logs.TraceKey)) {
		return line
	}
	tail := append(make([]byte, 0, 8), line[end:]...)
	line = line[:end]
	if end > message {
		line = append(line, ' ')
	}
	line = append(append(line, logs.TraceKey+"="...), traceID...)
	line = append(append(line, " "+logs.SpanKey+"="...), spanID...)
	return append(line, tail...)
}

// isJSON says whether a message looks like an object of JSON, which text behind it would break.
func isJSON(message []byte) bool {
	return len(message) > 1 && message[0] == '{' && message[len(message)-1] == '}'
}

// toSlog says whether lines become records of log/slog, which get their ids there.
func toSlog(out io.Writer) bool {
	return out != nil && reflect.TypeOf(out).String() == "*slog.handlerWriter"
}
