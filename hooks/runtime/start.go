package runtime

import (
	"context"
	"os"
	"strings"
	"sync"
	"time"

	goruntime "go.opentelemetry.io/contrib/instrumentation/runtime"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/propagation"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"

	"otel-go.internal/hooks/internal/logs"
	"otel-go.internal/hooks/internal/telemetry"
)

// globalDelay is how long the application has to set its own meter provider before ours becomes the global one. Instruments
// that it made before are bound to the first global provider for good, so ours must not come first by chance. Hooks do not wait.
const globalDelay = 10 * time.Second

// Start sets up what the environment asks for. The file of package main that sets the hooks calls it once they are set, for goroutines
// of the SDK come to them as well.
func Start() { start(context.Background()) }

// start sets up what the environment asks for.
func start(ctx context.Context) {
	// Without an SDK too: what comes in by headers goes out again.
	if telemetry.IsDefault(otel.GetTextMapPropagator()) {
		otel.SetTextMapPropagator(propagator(os.Getenv("OTEL_PROPAGATORS")))
	}
	if strings.EqualFold(strings.TrimSpace(os.Getenv("OTEL_SDK_DISABLED")), "true") {
		return
	}
	if telemetry.IsDefault(otel.GetErrorHandler()) {
		otel.SetErrorHandler(errorHandler{})
	}
	traces, metrics := newSpanExporter(), newMetricExporter()
	described := sync.OnceValue(func() *resource.Resource { return describe(ctx) })
	if traces != nil && telemetry.IsDefault(otel.GetTracerProvider()) {
		provider := sdktrace.NewTracerProvider(sdktrace.WithResource(described()), sdktrace.WithBatcher(quietSpans{traces}))
		own := &tracerProvider{sdk: provider}
		own.install()
		flushers = append(flushers, provider.ForceFlush)
	}
	if metrics != nil && telemetry.IsDefault(otel.GetMeterProvider()) {
		ofRuntime := telemetry.Enabled("runtime")
		provider := sdkmetric.NewMeterProvider(sdkmetric.WithResource(described()), sdkmetric.WithReader(newReader(metrics, ofRuntime)))
		telemetry.SetMeterProvider(provider)
		if ofRuntime {
			if err := goruntime.Start(goruntime.WithMeterProvider(provider)); err != nil {
				otel.Handle(err)
			}
		}
		time.AfterFunc(globalDelay, func() {
			if telemetry.IsDefault(otel.GetMeterProvider()) {
				otel.SetMeterProvider(provider)
			}
		})
		flushers = append(flushers, provider.ForceFlush)
	}
	if take, flush := newLogExport(described); take != nil {
		logs.SetExporter(take)
		if flush != nil {
			flushers = append(flushers, flush)
		}
	}
	if len(flushers) > 0 {
		watchSignals()
	}
}

// newReader reads the metrics of the Go runtime too where asked. They are read only when metrics are exported.
func newReader(exporter sdkmetric.Exporter, ofRuntime bool) sdkmetric.Reader {
	var options []sdkmetric.PeriodicReaderOption
	if ofRuntime {
		options = append(options, sdkmetric.WithProducer(goruntime.NewProducer()))
	}
	return sdkmetric.NewPeriodicReader(&quietMetrics{Exporter: exporter, ending: &ending}, options...)
}

// describe is the resource: what the SDK detects by default (service, SDK, environment), host and process. The command line is
// left out, for secrets stand there.
func describe(ctx context.Context) *resource.Resource {
	more, err := resource.New(ctx, resource.WithHost(), resource.WithProcessPID(), resource.WithProcessExecutableName(),
		resource.WithProcessRuntimeName(), resource.WithProcessRuntimeVersion())
	if err != nil {
		otel.Handle(err)
	}
	all, err := resource.Merge(more, resource.Default())
	if err != nil {
		otel.Handle(err)
	}
	return all
}

// propagator reads OTEL_PROPAGATORS.
func propagator(list string) propagation.TextMapPropagator {
	if list == "" {
		list = "tracecontext,baggage"
	}
	var all []propagation.TextMapPropagator
	for name := range strings.SplitSeq(list, ",") {
		switch name = strings.TrimSpace(name); name {
		case "tracecontext":
			all = append(all, propagation.TraceContext{})
		case "baggage":
			all = append(all, propagation.Baggage{})
		case "none", "":
		default:
			say("OTEL_PROPAGATORS: " + name + " is not supported (tracecontext, baggage, none are)")
		}
	}
	return propagation.NewCompositeTextMapPropagator(all...)
}
