package logrus

import (
	"context"
	"io"
	"log/slog"
	"maps"
	"slices"
	"sync/atomic"

	"github.com/sirupsen/logrus"
	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/internal/gls"
	"otel-go.internal/hooks/internal/logs"
)

const scope = "otel-go.internal/hooks/logrus"

// handOver is for hooks that give entries to another logger: what they log is not exported once more.
func handOver(entry *logrus.Entry) func() {
	if !logs.Exporting() {
		return nil
	}
	handed := logs.HandOver(entry.Message)
	return func() { gls.Pop(handed) }
}

func export(entry *logrus.Entry) {
	traceID, _ := logs.IDs(entry.Context)
	attrs := make([]slog.Attr, 0, len(entry.Data)+3)
	for _, key := range slices.Sorted(maps.Keys(entry.Data)) {
		if ours := entry.Data[logs.TraceKey] == any(traceID); !ours || (key != logs.TraceKey && key != logs.SpanKey) {
			attrs = append(attrs, slog.Any(key, entry.Data[key]))
		}
	}
	if caller := entry.Caller; caller != nil {
		attrs = append(attrs, logs.Caller(caller.Function, caller.File, caller.Line)...)
	}
	ctx, message := entry.Context, entry.Message
	if piped.Load() {
		var of trace.SpanContext
		if message, of = logs.CutIDs(message); of.IsValid() && ctx == nil {
			ctx = trace.ContextWithSpanContext(context.Background(), of)
		}
	}
	logs.Emit(ctx, &logs.Record{
		Scope: scope, Time: entry.Time, Severity: severity(entry.Level), SeverityText: entry.Level.String(),
		Body: slog.StringValue(message), Attributes: attrs,
	})
}

// Source: the bridge otellogrus.
func severity(l logrus.Level) logs.Severity {
	switch l {
	case logrus.TraceLevel:
		return logs.Trace
	case logrus.DebugLevel:
		return logs.Debug
	case logrus.InfoLevel:
		return logs.Info
	case logrus.WarnLevel:
		return logs.Warn
	case logrus.ErrorLevel:
		return logs.Error
	case logrus.FatalLevel:
		return logs.Fatal
	case logrus.PanicLevel:
		return logs.Fatal4
	default:
		return 0
	}
}

// piped is true once lines of package log may come by a pipe.
var piped atomic.Bool

// AfterWriterLevel takes note of a writer whose lines become entries.
//
// Target: logrus.(*Entry).WriterLevel.
func AfterWriterLevel(w *io.PipeWriter) {
	if on {
		piped.Store(true)
		logs.NotePipe(w)
	}
}
