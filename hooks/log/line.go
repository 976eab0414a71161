package log

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"reflect"
	_ "unsafe" // for go:linkname

	"otel-go.internal/hooks/internal/gls"
	"otel-go.internal/hooks/internal/logs"
	"otel-go.internal/hooks/internal/telemetry"
)

// The woven package log calls otelLine for every line, before it is written. See rules/log.otelc.yaml.
//
//go:linkname otelLine log.otelLine
var otelLine func(out io.Writer, line []byte, message int, prefix string) []byte

func init() {
	if telemetry.Enabled("log") {
		otelLine = onLine
	}
}

// BeforeSetOutput has this package linked.
//
// Target: log.(*Logger).SetOutput.
func BeforeSetOutput(_, _ any) {}

const scope = "otel-go.internal/hooks/log"

func onLine(out io.Writer, line []byte, message int, prefix string) []byte {
	traceID, spanID := gls.IDs()
	exporting := logs.Exporting()
	if traceID == "" && !exporting || message > len(line) || toLibrary(out) {
		return line
	}
	if exporting && !logs.IsPipe(out) {
		export(line[message:], prefix)
	}
	if traceID == "" {
		return line
	}
	return complete(line, message, traceID, spanID)
}

// export tells the line without what the logger puts in front, but for its prefix.
func export(message []byte, prefix string) {
	if text := prefix + string(bytes.TrimRight(message, "\r\n")); logs.WantedLine(text) {
		logs.Emit(context.Background(), &logs.Record{Scope: scope, Body: slog.StringValue(text)})
	}
}

// complete puts the ids before the end of the line. The line may grow in place: it is the logger's buffer.
func complete(line []byte, message int, traceID, spanID string) []byte {
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

// loggers are the types of writers that make each line a record of another library, which completes and exports it.
var loggers = map[string]bool{
	"*slog.handlerWriter": telemetry.Enabled("slog"),
	"*zap.loggerWriter":   telemetry.Enabled("zap"),
	"zerolog.Logger":      telemetry.Enabled("zerolog"),
	"*zerolog.Logger":     telemetry.Enabled("zerolog"),
}

func toLibrary(out io.Writer) bool { return out != nil && loggers[reflect.TypeOf(out).String()] }
