package runtime

import (
	"context"
	"sync/atomic"
	"testing"

	goruntime "go.opentelemetry.io/contrib/instrumentation/runtime"
	"go.opentelemetry.io/otel/sdk/instrumentation"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"

	"otel-go.internal/hooks/api"
)

func TestExportersAreSuppressed(t *testing.T) {
	var seen context.Context
	exporter := quietSpans{exporterFunc(func(ctx context.Context) { seen = ctx })}
	if err := exporter.ExportSpans(context.Background(), nil); err != nil || !api.Suppressed(seen) {
		t.Errorf("error %v, suppressed %v", err, api.Suppressed(seen))
	}
}

type exporterFunc func(context.Context)

func (f exporterFunc) ExportSpans(ctx context.Context, _ []sdktrace.ReadOnlySpan) error {
	f(ctx)
	return nil
}

func (exporterFunc) Shutdown(context.Context) error { return nil }

func TestMetricsOfTheRuntimeAlone(t *testing.T) {
	of := func(names ...string) *metricdata.ResourceMetrics {
		data := &metricdata.ResourceMetrics{}
		for _, name := range names {
			data.ScopeMetrics = append(data.ScopeMetrics, metricdata.ScopeMetrics{Scope: instrumentation.Scope{Name: name}})
		}
		return data
	}
	nothing, memory, requests := of(), of(goruntime.ScopeName), of(goruntime.ScopeName, "app")
	for name, c := range map[string]struct {
		while, end *metricdata.ResourceMetrics
		want       int
	}{
		"nothing measured":         {nothing, nothing, 0},
		"ended at once":            {nil, memory, 0},
		"ended at once, with work": {nil, requests, 1},
		"lived longer":             {memory, memory, 2},
	} {
		var ending atomic.Bool
		exports := 0
		e := &quietMetrics{Exporter: metricExporterFunc(func() { exports++ }), ending: &ending}
		if c.while != nil {
			_ = e.Export(context.Background(), c.while)
		}
		ending.Store(true)
		_ = e.Export(context.Background(), c.end)
		if exports != c.want {
			t.Errorf("%s: %d exports, want %d", name, exports, c.want)
		}
	}
}

type metricExporterFunc func()

func (f metricExporterFunc) Export(context.Context, *metricdata.ResourceMetrics) error {
	f()
	return nil
}

func (metricExporterFunc) Temporality(kind sdkmetric.InstrumentKind) metricdata.Temporality {
	return sdkmetric.DefaultTemporalitySelector(kind)
}

func (metricExporterFunc) Aggregation(kind sdkmetric.InstrumentKind) sdkmetric.Aggregation {
	return sdkmetric.DefaultAggregationSelector(kind)
}

func (metricExporterFunc) ForceFlush(context.Context) error { return nil }
func (metricExporterFunc) Shutdown(context.Context) error   { return nil }
