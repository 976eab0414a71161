package otlp

import (
	"context"
	"os"
	"strings"

	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
)

// SpanExporter exports spans; it implements the SDK's sdktrace.SpanExporter.
type SpanExporter struct{ client *client }

// NewSpanExporter returns an exporter as the environment describes it.
func NewSpanExporter() (*SpanExporter, error) {
	client, err := newClient("TRACES", "/v1/traces", "spans")
	if err != nil {
		return nil, err
	}
	return &SpanExporter{client}, nil
}

// ExportSpans implements sdktrace.SpanExporter.
func (e *SpanExporter) ExportSpans(ctx context.Context, spans []sdktrace.ReadOnlySpan) error {
	if len(spans) == 0 {
		return nil
	}
	return e.client.send(ctx, appendTraces(nil, spans))
}

// Shutdown implements sdktrace.SpanExporter.
func (e *SpanExporter) Shutdown(context.Context) error {
	e.client.shutdown()
	return nil
}

// MetricExporter exports metrics; it implements the SDK's sdkmetric.Exporter.
type MetricExporter struct {
	client      *client
	temporality sdkmetric.TemporalitySelector
	aggregation sdkmetric.AggregationSelector
}

// NewMetricExporter returns an exporter as the environment describes it.
func NewMetricExporter() (*MetricExporter, error) {
	client, err := newClient("METRICS", "/v1/metrics", "data points")
	if err != nil {
		return nil, err
	}
	return &MetricExporter{client, temporality(), aggregation()}, nil
}

// Temporality implements sdkmetric.Exporter.
func (e *MetricExporter) Temporality(kind sdkmetric.InstrumentKind) metricdata.Temporality {
	return e.temporality(kind)
}

// Aggregation implements sdkmetric.Exporter.
func (e *MetricExporter) Aggregation(kind sdkmetric.InstrumentKind) sdkmetric.Aggregation {
	return e.aggregation(kind)
}

// Export implements sdkmetric.Exporter.
func (e *MetricExporter) Export(ctx context.Context, data *metricdata.ResourceMetrics) error {
	return e.client.send(ctx, appendMetrics(nil, data))
}

// ForceFlush implements sdkmetric.Exporter: nothing is kept back.
func (e *MetricExporter) ForceFlush(ctx context.Context) error { return ctx.Err() }

// Shutdown implements sdkmetric.Exporter.
func (e *MetricExporter) Shutdown(context.Context) error {
	e.client.shutdown()
	return nil
}

func temporality() sdkmetric.TemporalitySelector {
	delta := func(kinds ...sdkmetric.InstrumentKind) sdkmetric.TemporalitySelector {
		return func(kind sdkmetric.InstrumentKind) metricdata.Temporality {
			for _, one := range kinds {
				if one == kind {
					return metricdata.DeltaTemporality
				}
			}
			return metricdata.CumulativeTemporality
		}
	}
	switch strings.ToLower(os.Getenv("OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE")) {
	case "delta":
		return delta(sdkmetric.InstrumentKindCounter, sdkmetric.InstrumentKindHistogram, sdkmetric.InstrumentKindObservableCounter)
	case "lowmemory":
		return delta(sdkmetric.InstrumentKindCounter, sdkmetric.InstrumentKindHistogram)
	default:
		return sdkmetric.DefaultTemporalitySelector
	}
}

func aggregation() sdkmetric.AggregationSelector {
	if strings.ToLower(os.Getenv("OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION")) != "base2_exponential_bucket_histogram" {
		return sdkmetric.DefaultAggregationSelector
	}
	return func(kind sdkmetric.InstrumentKind) sdkmetric.Aggregation {
		if kind == sdkmetric.InstrumentKindHistogram {
			return sdkmetric.AggregationBase2ExponentialHistogram{MaxSize: 160, MaxScale: 20}
		}
		return sdkmetric.DefaultAggregationSelector(kind)
	}
}
