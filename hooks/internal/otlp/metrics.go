package otlp

import (
	"math"
	"time"

	"go.opentelemetry.io/otel/sdk/metric/metricdata"
)

// appendMetrics writes an ExportMetricsServiceRequest { resource_metrics = 1 };
// ResourceMetrics { resource = 1, scope_metrics = 2, schema_url = 3 }; ScopeMetrics { scope = 1, metrics = 2, schema_url = 3 }
func appendMetrics(b []byte, data *metricdata.ResourceMetrics) []byte {
	return appendMessage(b, 1, func(b []byte) []byte {
		b = appendResource(b, data.Resource)
		for _, ofScope := range data.ScopeMetrics {
			b = appendMessage(b, 2, func(b []byte) []byte {
				b = appendScope(b, ofScope.Scope)
				for _, metric := range ofScope.Metrics {
					b = appendMessage(b, 2, func(b []byte) []byte { return appendMetric(b, metric) })
				}
				return appendString(b, 3, ofScope.Scope.SchemaURL)
			})
		}
		if data.Resource == nil {
			return b
		}
		return appendString(b, 3, data.Resource.SchemaURL())
	})
}

// Metric { name = 1, description = 2, unit = 3, gauge = 5, sum = 7, histogram = 9, exponential_histogram = 10, summary = 11 }
func appendMetric(b []byte, metric metricdata.Metrics) []byte {
	b = appendString(b, 1, metric.Name)
	b = appendString(b, 2, metric.Description)
	b = appendString(b, 3, metric.Unit)
	switch data := metric.Data.(type) {
	case metricdata.Gauge[int64]:
		return appendPoints(b, 5, data.DataPoints, appendNumber, 0, false)
	case metricdata.Gauge[float64]:
		return appendPoints(b, 5, data.DataPoints, appendNumber, 0, false)
	case metricdata.Sum[int64]:
		return appendPoints(b, 7, data.DataPoints, appendNumber, data.Temporality, data.IsMonotonic)
	case metricdata.Sum[float64]:
		return appendPoints(b, 7, data.DataPoints, appendNumber, data.Temporality, data.IsMonotonic)
	case metricdata.Histogram[int64]:
		return appendPoints(b, 9, data.DataPoints, appendHistogram, data.Temporality, false)
	case metricdata.Histogram[float64]:
		return appendPoints(b, 9, data.DataPoints, appendHistogram, data.Temporality, false)
	case metricdata.ExponentialHistogram[int64]:
		return appendPoints(b, 10, data.DataPoints, appendExponential, data.Temporality, false)
	case metricdata.ExponentialHistogram[float64]:
		return appendPoints(b, 10, data.DataPoints, appendExponential, data.Temporality, false)
	case metricdata.Summary:
		return appendPoints(b, 11, data.DataPoints, appendSummary, 0, false)
	default:
		return b
	}
}

// appendPoints writes { data_points = 1, aggregation_temporality = 2, is_monotonic = 3 }.
func appendPoints[P any](
	b []byte, field int, points []P, write func([]byte, P) []byte, temporality metricdata.Temporality, monotonic bool,
) []byte {
	return appendMessage(b, field, func(b []byte) []byte {
		for _, point := range points {
			b = appendMessage(b, 1, func(b []byte) []byte { return write(b, point) })
		}
		switch temporality {
		case metricdata.DeltaTemporality:
			b = appendUint(b, 2, 1)
		case metricdata.CumulativeTemporality:
			b = appendUint(b, 2, 2)
		}
		return appendUint(b, 3, bit(monotonic))
	})
}

// NumberDataPoint { start = 2, time = 3, as_double = 4, exemplars = 5, as_int = 6, attributes = 7 }
func appendNumber[N int64 | float64](b []byte, point metricdata.DataPoint[N]) []byte {
	b = appendSpanOfTime(b, point.StartTime, point.Time)
	b = appendValue(b, 4, 6, point.Value)
	b = appendExemplars(b, 5, point.Exemplars)
	return appendSet(b, 7, point.Attributes)
}

func appendSpanOfTime(b []byte, start, end time.Time) []byte {
	return appendTime(appendTime(b, 2, start), 3, end)
}

// appendValue writes a oneof of a double and an sfixed64.
func appendValue[N int64 | float64](b []byte, double, integer int, value N) []byte {
	switch value := any(value).(type) {
	case int64:
		return alwaysFixed64(b, integer, uint64(value))
	case float64:
		return alwaysDouble(b, double, value)
	}
	return b
}

// Exemplar { time = 2, as_double = 3, span_id = 4, trace_id = 5, as_int = 6, filtered_attributes = 7 }
func appendExemplars[N int64 | float64](b []byte, field int, exemplars []metricdata.Exemplar[N]) []byte {
	for _, exemplar := range exemplars {
		b = appendMessage(b, field, func(b []byte) []byte {
			b = appendTime(b, 2, exemplar.Time)
			b = appendValue(b, 3, 6, exemplar.Value)
			b = appendBytes(b, 4, exemplar.SpanID)
			b = appendBytes(b, 5, exemplar.TraceID)
			return appendAttributes(b, 7, exemplar.FilteredAttributes)
		})
	}
	return b
}

// HistogramDataPoint { start = 2, time = 3, count = 4, sum = 5, bucket_counts = 6, explicit_bounds = 7, exemplars = 8,
// attributes = 9, min = 11, max = 12 }
func appendHistogram[N int64 | float64](b []byte, point metricdata.HistogramDataPoint[N]) []byte {
	b = appendSpanOfTime(b, point.StartTime, point.Time)
	b = appendFixed64(b, 4, point.Count)
	b = alwaysDouble(b, 5, float64(point.Sum))
	b = appendPacked(b, 6, point.BucketCounts, func(b []byte, v uint64) []byte { return appendLittle(b, v) })
	b = appendPacked(b, 7, point.Bounds, func(b []byte, v float64) []byte { return appendLittle(b, math.Float64bits(v)) })
	b = appendExemplars(b, 8, point.Exemplars)
	b = appendSet(b, 9, point.Attributes)
	b = appendExtremum(b, 11, point.Min)
	return appendExtremum(b, 12, point.Max)
}

// ExponentialHistogramDataPoint { attributes = 1, start = 2, time = 3, count = 4, sum = 5, scale = 6, zero_count = 7, positive = 8,
// negative = 9, exemplars = 11, min = 12, max = 13, zero_threshold = 14 }
func appendExponential[N int64 | float64](b []byte, point metricdata.ExponentialHistogramDataPoint[N]) []byte {
	b = appendSet(b, 1, point.Attributes)
	b = appendSpanOfTime(b, point.StartTime, point.Time)
	b = appendFixed64(b, 4, point.Count)
	b = alwaysDouble(b, 5, float64(point.Sum))
	b = appendSint(b, 6, point.Scale)
	b = appendFixed64(b, 7, point.ZeroCount)
	b = appendMessage(b, 8, func(b []byte) []byte { return appendBuckets(b, point.PositiveBucket) })
	b = appendMessage(b, 9, func(b []byte) []byte { return appendBuckets(b, point.NegativeBucket) })
	b = appendExemplars(b, 11, point.Exemplars)
	b = appendExtremum(b, 12, point.Min)
	b = appendExtremum(b, 13, point.Max)
	return appendDouble(b, 14, point.ZeroThreshold)
}

// Buckets { offset = 1, bucket_counts = 2 }
func appendBuckets(b []byte, bucket metricdata.ExponentialBucket) []byte {
	return appendPacked(appendSint(b, 1, bucket.Offset), 2, bucket.Counts, appendVarint)
}

// SummaryDataPoint { start = 2, time = 3, count = 4, sum = 5, quantile_values = 6 { quantile = 1, value = 2 }, attributes = 7 }
func appendSummary(b []byte, point metricdata.SummaryDataPoint) []byte {
	b = appendSpanOfTime(b, point.StartTime, point.Time)
	b = appendFixed64(b, 4, point.Count)
	b = appendDouble(b, 5, point.Sum)
	for _, quantile := range point.QuantileValues {
		b = appendMessage(b, 6, func(b []byte) []byte { return appendDouble(appendDouble(b, 1, quantile.Quantile), 2, quantile.Value) })
	}
	return appendSet(b, 7, point.Attributes)
}

func appendExtremum[N int64 | float64](b []byte, field int, extremum metricdata.Extrema[N]) []byte {
	if value, defined := extremum.Value(); defined {
		return alwaysDouble(b, field, float64(value))
	}
	return b
}

func appendPacked[T any](b []byte, field int, values []T, write func([]byte, T) []byte) []byte {
	if len(values) == 0 {
		return b
	}
	return appendMessage(b, field, func(b []byte) []byte {
		for _, v := range values {
			b = write(b, v)
		}
		return b
	})
}
