package zap

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"runtime"
	"slices"
	"unsafe"

	"go.uber.org/zap/zapcore"

	"otel-go.internal/hooks/internal/logs"
)

const scope = "otel-go.internal/hooks/zap"

// export tells an entry; the fields are those of the call.
func export(ctx context.Context, checked *zapcore.CheckedEntry, fields []zapcore.Field) {
	entry := &checked.Entry
	all, bridged := coresOf(checked)
	if bridged {
		return
	}
	attrs := within(all, attributesOf(fields))
	if entry.LoggerName != "" {
		attrs = append(attrs, slog.String("logger", entry.LoggerName))
	}
	if entry.Caller.Defined {
		function := ""
		if f := runtime.FuncForPC(entry.Caller.PC); f != nil {
			function = f.Name()
		}
		attrs = append(attrs, logs.Caller(function, entry.Caller.File, entry.Caller.Line)...)
	}
	if entry.Stack != "" {
		attrs = append(attrs, slog.String("code.stacktrace", entry.Stack))
	}
	logs.Emit(ctx, &logs.Record{
		Scope: scope, Time: entry.Time, Severity: severity(entry.Level), SeverityText: entry.Level.String(),
		Body: slog.StringValue(entry.Message), Attributes: attrs,
	})
}

// coresOf returns what a core that can be asked writes with every entry, and whether one of the cores is the bridge to OpenTelemetry.
func coresOf(entry *zapcore.CheckedEntry) (text []byte, bridged bool) {
	if coresAt < 0 {
		return nil, false
	}
	for _, core := range *(*[]zapcore.Core)(unsafe.Add(unsafe.Pointer(entry), coresAt)) {
		bridged = bridged || logs.IsBridge(core)
		if text == nil {
			text = contextOf(core)
		}
	}
	return text, bridged
}

// attributesOf leaves out contexts, which are there to tell the span.
func attributesOf(fields []zapcore.Field) []slog.Attr {
	encoder := zapcore.NewMapObjectEncoder()
	for i := range fields {
		if _, is := fields[i].Interface.(context.Context); !is {
			add(fields[i], encoder)
		}
	}
	return attributesIn(encoder.Fields)
}

// add: a method of the program may panic, which is for its own core to find out.
func add(field zapcore.Field, encoder zapcore.ObjectEncoder) {
	defer func() {
		if r := recover(); r != nil {
			encoder.AddString(field.Key, fmt.Sprintf("!PANIC: %v", r))
		}
	}()
	field.AddTo(encoder)
}

func attributesIn(fields map[string]any) []slog.Attr {
	attrs := make([]slog.Attr, 0, len(fields)+4)
	for _, key := range slices.Sorted(maps.Keys(fields)) {
		attrs = append(attrs, slog.Any(key, fields[key]))
	}
	return attrs
}

// within puts attributes behind those of With, into the namespaces that are open there.
func within(text []byte, attrs []slog.Attr) []slog.Attr {
	if len(text) == 0 {
		return attrs
	}
	object := append(append(make([]byte, 0, len(text)+8), '{'), text...)
	before, ok := logs.Members(object)
	if !ok {
		return attrs
	}
	return inside(before, logs.Open(object)-1, attrs)
}

func inside(before []slog.Attr, open int, attrs []slog.Attr) []slog.Attr {
	if open > 0 && len(before) > 0 {
		if last := &before[len(before)-1]; last.Value.Kind() == slog.KindGroup {
			last.Value = slog.GroupValue(inside(last.Value.Group(), open-1, attrs)...)
			return before
		}
	}
	return append(before, attrs...)
}

// Source: the bridge otelzap.
func severity(l zapcore.Level) logs.Severity {
	switch l {
	case zapcore.DebugLevel:
		return logs.Debug
	case zapcore.InfoLevel:
		return logs.Info
	case zapcore.WarnLevel:
		return logs.Warn
	case zapcore.ErrorLevel:
		return logs.Error
	case zapcore.DPanicLevel:
		return logs.Fatal
	case zapcore.PanicLevel:
		return logs.Fatal2
	case zapcore.FatalLevel:
		return logs.Fatal3
	default:
		return 0
	}
}
