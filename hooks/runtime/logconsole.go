package runtime

import (
	"encoding/json"
	"log/slog"
	"os"
	"time"

	"otel-go.internal/hooks/internal/logs"
)

// consoleRecord is a record as the console exporter writes it: a line of JSON.
type consoleRecord struct {
	Timestamp    time.Time
	Severity     logs.Severity
	SeverityText string
	Body         any
	Attributes   map[string]any
	TraceID      string
	SpanID       string
	Scope        string
}

func writeToConsole(r *logs.Record) {
	c := consoleRecord{
		r.Time, r.Severity, r.SeverityText, readable(logs.Plain(r.Body)), members(r.Attributes), r.TraceID.String(), r.SpanID.String(), r.Scope,
	}
	if c.Timestamp.IsZero() {
		c.Timestamp = time.Now()
	}
	if line, err := json.Marshal(c); err == nil {
		_, _ = os.Stdout.Write(append(line, '\n'))
	}
}

func members(attrs []slog.Attr) map[string]any {
	all := make(map[string]any, len(attrs))
	for _, a := range attrs {
		all[a.Key] = readable(logs.Plain(a.Value))
	}
	return all
}

func readable(plain any) any {
	switch plain := plain.(type) {
	case []slog.Attr:
		return members(plain)
	case logs.List:
		all := make([]any, len(plain))
		for i, v := range plain {
			all[i] = readable(v)
		}
		return all
	default:
		return plain
	}
}
