package log

import "io"

// otelLine is set by otel-go.internal/hooks/log. It is called with the line that is about to be written, and where the message
// begins in it, and the logger's prefix, and returns the line to write. Lines of log/slog, which have a pc, have their ids already.
var otelLine func(out io.Writer, line []byte, message int, prefix string) []byte
