package logs

import (
	"log/slog"

	"otel-go.internal/hooks/internal/semconv"
)

// Caller returns the attributes of the place that logs, for libraries that tell it. An empty function is left out.
func Caller(function, file string, line int) []slog.Attr {
	attrs := make([]slog.Attr, 0, 3)
	if function != "" {
		attrs = append(attrs, slog.String(string(semconv.CodeFunctionNameKey), function))
	}
	return append(attrs, slog.String(string(semconv.CodeFilePathKey), file), slog.Int(string(semconv.CodeLineNumberKey), line))
}
