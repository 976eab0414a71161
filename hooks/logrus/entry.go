package logrus

import (
	"maps"
	"sync/atomic"

	"github.com/sirupsen/logrus"

	"otel-go.internal/hooks/internal/logs"
	"otel-go.internal/hooks/internal/telemetry"
)

var on = telemetry.Enabled("logrus")

// BeforeFireHooksShared adds the fields to a copy.
//
// Target: logrus.(*Entry).fireHooks before v1.8.0.
func BeforeFireHooksShared(entry *logrus.Entry) {
	if !on || bridgeAdded.Load() {
		return
	}
	if traceID, spanID := idsFor(entry); traceID != "" {
		entry.Data = maps.Clone(entry.Data)
		add(entry, traceID, spanID)
	}
}

// BeforeFireHooks adds the fields.
//
// Target: logrus.(*Entry).fireHooks from v1.8.0 to v1.10.0, whose entry is a copy with fields of its own.
func BeforeFireHooks(entry *logrus.Entry) {
	if !on || bridgeAdded.Load() {
		return
	}
	if traceID, spanID := idsFor(entry); traceID != "" {
		add(entry, traceID, spanID)
	}
}

// BeforeFireGivenHooks adds the fields.
//
// Target: logrus.(*Entry).fireHooks since v1.10.0.
func BeforeFireGivenHooks(entry *logrus.Entry, hooks []logrus.Hook) {
	if !on || bridged(hooks) {
		return
	}
	if traceID, spanID := idsFor(entry); traceID != "" {
		add(entry, traceID, spanID)
	}
}

// BeforeWrite adds the fields for the formatter that hooks of the program were not to see.
//
// Target: logrus.(*Entry).write.
func BeforeWrite(entry *logrus.Entry) {
	if !on {
		return
	}
	if traceID, spanID := idsFor(entry); traceID != "" {
		entry.Data = maps.Clone(entry.Data)
		add(entry, traceID, spanID)
	}
}

func idsFor(entry *logrus.Entry) (traceID, spanID string) {
	if _, has := entry.Data[logs.TraceKey]; has {
		return "", ""
	}
	return logs.IDs(entry.Context)
}

func add(entry *logrus.Entry, traceID, spanID string) {
	if entry.Data == nil {
		entry.Data = make(logrus.Fields, 2)
	}
	entry.Data[logs.TraceKey] = traceID
	if _, has := entry.Data[logs.SpanKey]; !has {
		entry.Data[logs.SpanKey] = spanID
	}
}

// bridgeAdded is true once a logger has got a hook that hands entries to OpenTelemetry's own Logs API. The hooks of a logger can
// only be read under its lock, which versions before v1.10.0 hold where nobody else can see them.
var bridgeAdded atomic.Bool

// BeforeAddHook takes note of a bridge.
//
// Target: logrus.(*Logger).AddHook before v1.10.0.
func BeforeAddHook(_ any, hook logrus.Hook) {
	if logs.IsBridge(hook) {
		bridgeAdded.Store(true)
	}
}

func bridged(hooks []logrus.Hook) bool {
	for _, hook := range hooks {
		if logs.IsBridge(hook) {
			return true
		}
	}
	return false
}
