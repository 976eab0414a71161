// Package telemetry gives hooks their tracer and meter: from the provider that the application has set, else from ours. It uses
// the OpenTelemetry API only.
package telemetry

import (
	"context"
	"os"
	"strings"
	"sync/atomic"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/metric/noop"
	"go.opentelemetry.io/otel/trace"
)

// Version is the version of every instrumentation scope of ours.
const Version = "0.1.0"

// Scope names one instrumentation library and keeps what it has got from the present providers.
type Scope[Instruments any] struct {
	Name      string
	SchemaURL string
	// Make creates the scope's instruments.
	Make func(metric.Meter) Instruments

	tracer atomic.Pointer[cachedTracer]
	meter  atomic.Pointer[cachedMeter[Instruments]]
}

type cachedTracer struct {
	provider trace.TracerProvider
	tracer   trace.Tracer
}

type cachedMeter[Instruments any] struct {
	provider    metric.MeterProvider
	instruments Instruments
}

// Tracer returns the tracer of the provider that is the global one now: an application may set its own at any time.
func (s *Scope[Instruments]) Tracer() trace.Tracer {
	provider := otel.GetTracerProvider()
	if c := s.tracer.Load(); c != nil && Same(c.provider, provider) {
		return c.tracer
	}
	tracer := provider.Tracer(s.Name, trace.WithInstrumentationVersion(Version), trace.WithSchemaURL(s.SchemaURL))
	if constants := Constants(s.Name); len(constants) > 0 {
		tracer = &tagging{tracer, trace.WithAttributes(constants...)}
	}
	s.tracer.Store(&cachedTracer{provider, tracer})
	return tracer
}

// tagging is a tracer whose spans have some attributes more.
type tagging struct {
	trace.Tracer
	constants trace.SpanStartOption
}

func (t *tagging) Start(ctx context.Context, name string, options ...trace.SpanStartOption) (context.Context, trace.Span) {
	all := append(make([]trace.SpanStartOption, 0, len(options)+1), options...)
	return t.Tracer.Start(ctx, name, append(all, t.constants)...)
}

// Instruments returns the scope's instruments of the present meter provider; the zero value when nothing is measured.
func (s *Scope[Instruments]) Instruments() Instruments {
	provider := MeterProvider()
	if c := s.meter.Load(); c != nil && Same(c.provider, provider) {
		return c.instruments
	}
	if _, off := provider.(noop.MeterProvider); off {
		var none Instruments
		return none
	}
	meter := provider.Meter(s.Name, metric.WithInstrumentationVersion(Version), metric.WithSchemaURL(s.SchemaURL))
	instruments := s.Make(meter)
	s.meter.Store(&cachedMeter[Instruments]{provider, instruments})
	return instruments
}

var ownMeterProvider atomic.Pointer[metric.MeterProvider]

// SetMeterProvider makes provider the one that hooks use until the application sets a global one. It is not made the global one:
// instruments that the application has already would be bound to it for good, and lost to a provider set later.
func SetMeterProvider(provider metric.MeterProvider) { ownMeterProvider.Store(&provider) }

// MeterProvider returns the application's meter provider, else ours.
func MeterProvider() metric.MeterProvider {
	if provider := otel.GetMeterProvider(); !IsDefault(provider) {
		return provider
	}
	if own := ownMeterProvider.Load(); own != nil {
		return *own
	}
	return noop.MeterProvider{}
}

// Enabled says whether the instrumentation library, or a part of it (`library/part`), is switched on, by
// OTEL_GO_ENABLED_INSTRUMENTATIONS and OTEL_GO_DISABLED_INSTRUMENTATIONS: lists of names separated by commas, as OpenTelemetry's
// otelc has them. A library that is listed stands for all of its parts; its name may be that of its rule file (`kafka_go`).
func Enabled(name string) bool {
	library, _, _ := strings.Cut(name, "/")
	in := func(variable string) bool { return listed(variable, name) || listed(variable, library) }
	if in("OTEL_GO_DISABLED_INSTRUMENTATIONS") {
		return false
	}
	return os.Getenv("OTEL_GO_ENABLED_INSTRUMENTATIONS") == "" || in("OTEL_GO_ENABLED_INSTRUMENTATIONS")
}

func listed(variable, name string) bool {
	for _, item := range List(variable) {
		if strings.EqualFold(strings.ReplaceAll(item, "_", ""), name) {
			return true
		}
	}
	return false
}
