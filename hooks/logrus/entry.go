package logrus

import (
	"maps"
	"sync/atomic"
	_ "unsafe" // for go:linkname

	"github.com/sirupsen/logrus"

	"otel-go.internal/hooks/internal/logs"
	"otel-go.internal/hooks/internal/telemetry"
)

var on = telemetry.Enabled("logrus")

// The woven package logrus calls otelEntry for every entry, before the hooks of the program. See rules/logrus.otelc.yaml.
//
//go:linkname otelEntry github.com/sirupsen/logrus.otelEntry
var otelEntry func(*logrus.Entry) func()

func init() {
	if on {
		otelEntry = func(entry *logrus.Entry) func() {
			if bridgeAdded.Load() {
				return nil
			}
			addIDs(entry)
			return handOver(entry)
		}
	}
}

// BeforeWrite adds the fields for the formatter that hooks of the program were not to see, and exports the entry as they have left
// it.
//
// Target: logrus.(*Entry).write.
func BeforeWrite(entry *logrus.Entry) {
	if on {
		if !bridgeAdded.Load() && logs.Wanted(entry.Context, entry.Message) {
			export(entry)
		}
		addIDs(entry)
	}
}

// addIDs adds the fields to a copy: before v1.8.0 the entry that is logged shares its fields with the program.
func addIDs(entry *logrus.Entry) {
	if _, has := entry.Data[logs.TraceKey]; has {
		return
	}
	traceID, spanID := logs.IDs(entry.Context)
	if traceID == "" {
		return
	}
	data := make(logrus.Fields, len(entry.Data)+2)
	data[logs.SpanKey] = spanID
	maps.Copy(data, entry.Data)
	data[logs.TraceKey] = traceID
	entry.Data = data
}

// bridgeAdded is true once a logger has got a hook that hands entries to OpenTelemetry's own Logs API. The hooks of a logger can
// only be read under its lock.
var bridgeAdded atomic.Bool

// BeforeAddHook takes note of a bridge.
//
// Target: logrus.(*Logger).AddHook.
func BeforeAddHook(_ any, hook logrus.Hook) {
	if logs.IsBridge(hook) {
		bridgeAdded.Store(true)
	}
}
