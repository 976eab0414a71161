package runtime

import (
	"context"
	"os"
	"slices"
	"strings"
	"sync/atomic"

	goruntime "go.opentelemetry.io/contrib/instrumentation/runtime"
	"go.opentelemetry.io/otel/exporters/stdout/stdoutmetric"
	"go.opentelemetry.io/otel/exporters/stdout/stdouttrace"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/gls"
	"otel-go.internal/hooks/internal/logs"
	"otel-go.internal/hooks/internal/otlp"
)

// newSpanExporter returns the exporter that the environment asks for, or nil.
func newSpanExporter() sdktrace.SpanExporter {
	return choose("TRACES", "traces", "otlp",
		func() (sdktrace.SpanExporter, error) { return otlp.NewSpanExporter() },
		func() (sdktrace.SpanExporter, error) { return stdouttrace.New() })
}

func newMetricExporter() sdkmetric.Exporter {
	return choose("METRICS", "metrics", "otlp",
		func() (sdkmetric.Exporter, error) { return otlp.NewMetricExporter() },
		func() (sdkmetric.Exporter, error) { return stdoutmetric.New() })
}

// newLogExport returns what takes each log record, and what exports those that wait; both nil where none are exported. Other than
// for traces and metrics that has to be asked for: logs are many, may hold anything, and usually have a way of their own already.
func newLogExport(described func() *resource.Resource) (take func(*logs.Record), flush func(context.Context) error) {
	found := choose("LOGS", "logs", "none",
		func() (*logExport, error) {
			exporter, err := otlp.NewLogExporter()
			if err != nil {
				return nil, err
			}
			q := newLogQueue(exporter, described())
			return &logExport{q.add, q.flush}, nil
		},
		func() (*logExport, error) { return &logExport{take: writeToConsole}, nil })
	if found == nil {
		return nil, nil
	}
	return found.take, found.flush
}

type logExport struct {
	take  func(*logs.Record)
	flush func(context.Context) error
}

// choose reads OTEL_<signal>_EXPORTER and, for otlp, OTEL_EXPORTER_OTLP_[<signal>_]PROTOCOL. Of a list the first one counts.
func choose[E any](signal, noun, unset string, network, console func() (E, error)) E {
	var none, exporter E
	var err error
	variable := "OTEL_" + signal + "_EXPORTER"
	first, _, more := strings.Cut(os.Getenv(variable), ",")
	if more {
		say(variable + ": only the first of several exporters is used")
	}
	if first = strings.TrimSpace(first); first == "" {
		first = unset
	}
	switch first {
	case "otlp":
		variable, protocol := protocolOf(signal)
		if protocol != "http/protobuf" {
			what := noun + " are"
			if variable == generalProtocol {
				what = "telemetry is"
			}
			sayOnce(variable, variable+"="+protocol+" is not supported (http/protobuf, port 4318, is); "+what+" not exported")
			return none
		}
		exporter, err = network()
	case "console":
		exporter, err = console()
	case "none":
		return none
	default:
		say(variable + "=" + first + " is not supported (otlp, console, none are); " + noun + " are not exported")
		return none
	}
	if err != nil {
		say(noun + " are not exported: " + err.Error())
		return none
	}
	return exporter
}

const generalProtocol = "OTEL_EXPORTER_OTLP_PROTOCOL"

func protocolOf(signal string) (variable, value string) {
	for _, variable := range []string{"OTEL_EXPORTER_OTLP_" + signal + "_PROTOCOL", generalProtocol} {
		if value := strings.TrimSpace(os.Getenv(variable)); value != "" {
			return variable, value
		}
	}
	return "", "http/protobuf"
}

// quiet is the record of goroutines that export, and of those that they start: what they log is not exported.
var quiet = gls.NewStanding(api.Suppress(context.Background()))

// quietSpans exports under a context that hooks take as a sign to leave the exporter's own requests alone.
type quietSpans struct{ sdktrace.SpanExporter }

func (e quietSpans) ExportSpans(ctx context.Context, spans []sdktrace.ReadOnlySpan) error {
	defer quiet.Enter().Leave()
	return e.SpanExporter.ExportSpans(api.Suppress(ctx), spans)
}

// quietMetrics does the same for metrics, and has no requests made where nothing has been measured.
type quietMetrics struct {
	sdkmetric.Exporter
	// ending is set when the program ends.
	ending *atomic.Bool
	// some is set when metrics have been exported.
	some atomic.Bool
}

func (e *quietMetrics) Export(ctx context.Context, data *metricdata.ResourceMetrics) error {
	if len(data.ScopeMetrics) == 0 {
		return nil
	}
	// A short command that did nothing worth measuring is not held up at its end to tell about its memory.
	if e.ending.Load() && !e.some.Load() && !slices.ContainsFunc(data.ScopeMetrics, isMeasured) {
		return nil
	}
	e.some.Store(true)
	defer quiet.Enter().Leave()
	return e.Exporter.Export(api.Suppress(ctx), data)
}

// isMeasured says whether metrics are of something that the program did, not of the Go runtime.
func isMeasured(metrics metricdata.ScopeMetrics) bool {
	return metrics.Scope.Name != goruntime.ScopeName
}
