package span

import (
	"sync"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/internal/semconv"
	"otel-go.internal/hooks/internal/telemetry"
)

// Site is what is known of a function's spans before the program runs. Generated code has one variable for each function.
type Site struct {
	// Name is the name of the span.
	Name string
	// Function is the function as the runtime names it.
	Function string
	File     string
	Line     int
	// Tags are constant attributes: string, bool, int64 or float64.
	Tags []Tag
	// Levels is how many spans of functions with a limit nest in each other; 0 is no limit.
	Levels int

	once    sync.Once
	options []trace.SpanStartOption
}

// Tag is a constant attribute.
type Tag struct {
	Key   string
	Value any
}

var on = telemetry.Enabled("span")

var scope = telemetry.Scope[struct{}]{Name: "otel-go.internal/hooks/span", SchemaURL: semconv.SchemaURL}

// startOptions are made once: they are the same for every call.
func (s *Site) startOptions() []trace.SpanStartOption {
	s.once.Do(func() {
		attrs := make([]attribute.KeyValue, 0, len(s.Tags)+3)
		attrs = append(attrs, semconv.CodeFunctionName(s.Function), semconv.CodeFilePath(s.File), semconv.CodeLineNumber(s.Line))
		for _, tag := range s.Tags {
			if kv, ok := attributeOf(tag.Key, tag.Value); ok {
				attrs = append(attrs, kv)
			}
		}
		s.options = []trace.SpanStartOption{trace.WithAttributes(attrs...)}
	})
	return s.options
}
