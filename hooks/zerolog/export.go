package zerolog

import (
	"context"
	"log/slog"
	"unsafe"

	"github.com/rs/zerolog"

	"otel-go.internal/hooks/internal/logs"
)

const scope = "otel-go.internal/hooks/zerolog"

// export tells an event by what it has encoded: the message is the body, other fields are attributes. What cannot be read is the
// body as it is.
func export(ctx context.Context, event *zerolog.Event) {
	text := encoded(event)
	record := &logs.Record{Scope: scope}
	var message string
	if fields, ok := logs.Members(text); ok {
		message, record.Attributes = split(fields)
		if message != "" {
			record.Body = slog.StringValue(message)
		}
	} else {
		record.Body = raw(text)
	}
	if !logs.Wanted(ctx, message) {
		return
	}
	record.Severity, record.SeverityText = levelOf(event)
	logs.Emit(ctx, record)
}

// split takes the message out of an event's fields, and what the record says by itself.
func split(fields []slog.Attr) (message string, rest []slog.Attr) {
	rest = fields[:0]
	for _, a := range fields {
		switch {
		case a.Key == zerolog.MessageFieldName && a.Value.Kind() == slog.KindString:
			message = a.Value.String()
		case a.Key != zerolog.LevelFieldName && a.Key != zerolog.TimestampFieldName:
			rest = append(rest, a)
		}
	}
	return message, rest
}

func levelOf(event *zerolog.Event) (logs.Severity, string) {
	if levelAt < 0 {
		return 0, ""
	}
	level := *(*zerolog.Level)(unsafe.Add(unsafe.Pointer(event), levelAt))
	return severity(level), level.String()
}

func severity(l zerolog.Level) logs.Severity {
	switch l {
	case zerolog.TraceLevel:
		return logs.Trace
	case zerolog.DebugLevel:
		return logs.Debug
	case zerolog.InfoLevel:
		return logs.Info
	case zerolog.WarnLevel:
		return logs.Warn
	case zerolog.ErrorLevel:
		return logs.Error
	case zerolog.FatalLevel:
		return logs.Fatal
	case zerolog.PanicLevel:
		return logs.Fatal4
	default:
		return 0
	}
}
