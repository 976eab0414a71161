package otlptest_test

import (
	"context"
	"errors"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/exporters/otlp/otlpmetric/otlpmetrichttp"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/instrumentation"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace"
	collectormetrics "go.opentelemetry.io/proto/otlp/collector/metrics/v1"
	collectortrace "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	"google.golang.org/protobuf/proto"

	"otel-go.internal/hooks/internal/otlp"
)

// recorder answers every request as told, and keeps the last one.
type recorder struct {
	*httptest.Server
	path   string
	header http.Header
	body   []byte
	count  int
	answer func(w http.ResponseWriter, count int)
}

func record(t *testing.T, answer func(w http.ResponseWriter, count int)) *recorder {
	r := &recorder{answer: answer}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		r.path, r.header, r.count = req.URL.Path, req.Header, r.count+1
		r.body, _ = io.ReadAll(req.Body)
		if r.answer != nil {
			r.answer(w, r.count)
		}
	}))
	t.Cleanup(r.Close)
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", r.URL)
	return r
}

var (
	someTime  = time.Unix(1700000000, 123456789)
	allValues = []attribute.KeyValue{
		attribute.String("s", "ä"), attribute.String("empty", ""), attribute.Bool("b", false), attribute.Int64("i", -5), attribute.Int("zero", 0),
		attribute.Float64("f", math.Pi), attribute.StringSlice("ss", []string{"a", ""}), attribute.BoolSlice("bs", []bool{true, false}),
		attribute.Int64Slice("is", []int64{0, -1, math.MaxInt64}), attribute.Float64Slice("fs", []float64{0, 1.5}), attribute.StringSlice("none", nil),
		{Key: "invalid"},
	}
	oneResource = resource.NewWithAttributes("https://example.com/schema", attribute.String("service.name", "svc"), attribute.Int("n", 1))
	oneScope    = instrumentation.Scope{Name: "lib", Version: "1.2.3", SchemaURL: "https://example.com/lib", Attributes: attribute.NewSet(attribute.Bool("x", true))}
)

func spanContext(last byte, remote bool) trace.SpanContext {
	state, _ := trace.ParseTraceState("vendor=value")
	return trace.NewSpanContext(trace.SpanContextConfig{
		TraceID: trace.TraceID{1, 2, 3, 15: last}, SpanID: trace.SpanID{9, 7: last}, TraceFlags: trace.FlagsSampled, TraceState: state, Remote: remote,
	})
}

func spans() []sdktrace.ReadOnlySpan {
	return tracetest.SpanStubs{
		{
			Name: "server", SpanContext: spanContext(1, false), Parent: spanContext(2, true), SpanKind: trace.SpanKindServer,
			StartTime: someTime, EndTime: someTime.Add(time.Second), Attributes: allValues, DroppedAttributes: 3, DroppedEvents: 4, DroppedLinks: 5,
			Events:   []sdktrace.Event{{Name: "exception", Time: someTime, Attributes: allValues[:2], DroppedAttributeCount: 1}, {Name: "plain"}},
			Links:    []sdktrace.Link{{SpanContext: spanContext(3, true), Attributes: allValues[2:4], DroppedAttributeCount: 2}, {SpanContext: spanContext(4, false)}},
			Status:   sdktrace.Status{Code: codes.Error, Description: "no"},
			Resource: oneResource, InstrumentationScope: oneScope,
		},
		{Name: "root", SpanContext: spanContext(5, false), StartTime: someTime, EndTime: someTime, Status: sdktrace.Status{Code: codes.Ok}, Resource: oneResource},
		{Name: "same scope", SpanContext: spanContext(6, false), SpanKind: trace.SpanKindConsumer, Resource: oneResource, InstrumentationScope: oneScope},
		{SpanKind: trace.SpanKindInternal, Resource: oneResource},
	}.Snapshots()
}

func TestSpansAreThoseOfTheOfficialExporter(t *testing.T) {
	r := record(t, nil)
	official, err := otlptracehttp.New(t.Context())
	must(t, err)
	must(t, official.ExportSpans(t.Context(), spans()))
	want, wantPath := new(collectortrace.ExportTraceServiceRequest), r.path
	must(t, proto.Unmarshal(r.body, want))
	// The official exporter leaves out what the protocol has a field for.
	for _, link := range want.ResourceSpans[0].ScopeSpans[0].Spans[0].Links {
		link.TraceState = "vendor=value"
	}

	ours, err := otlp.NewSpanExporter()
	must(t, err)
	must(t, ours.ExportSpans(t.Context(), spans()))
	got := new(collectortrace.ExportTraceServiceRequest)
	must(t, proto.Unmarshal(r.body, got))
	expect(t, "path", r.path, wantPath)
	expect(t, "content type", r.header.Get("Content-Type"), "application/x-protobuf")
	if !proto.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestSpansOfSeveralResources(t *testing.T) {
	r := record(t, nil)
	ours, err := otlp.NewSpanExporter()
	must(t, err)
	other := resource.NewSchemaless(attribute.String("service.name", "other"))
	must(t, ours.ExportSpans(t.Context(), tracetest.SpanStubs{{Name: "a", Resource: oneResource}, {Name: "b", Resource: other}, {Name: "c", Resource: oneResource}}.Snapshots()))
	got := new(collectortrace.ExportTraceServiceRequest)
	must(t, proto.Unmarshal(r.body, got))
	expect(t, "resources", len(got.ResourceSpans), 2)
	expect(t, "spans of the first", len(got.ResourceSpans[0].ScopeSpans[0].Spans), 2)
}

func exemplars[N int64 | float64]() []metricdata.Exemplar[N] {
	return []metricdata.Exemplar[N]{{FilteredAttributes: allValues[:1], Time: someTime, Value: 3, SpanID: []byte{1, 2}, TraceID: []byte{3}}}
}

func aggregations[N int64 | float64]() []metricdata.Aggregation {
	set := attribute.NewSet(allValues[:4]...)
	points := []metricdata.DataPoint[N]{
		{Attributes: set, StartTime: someTime, Time: someTime.Add(time.Minute), Value: 7, Exemplars: exemplars[N]()}, {Value: 0},
	}
	return []metricdata.Aggregation{
		metricdata.Gauge[N]{DataPoints: points},
		metricdata.Sum[N]{DataPoints: points, Temporality: metricdata.CumulativeTemporality, IsMonotonic: true},
		metricdata.Sum[N]{DataPoints: points, Temporality: metricdata.DeltaTemporality},
		metricdata.Histogram[N]{Temporality: metricdata.CumulativeTemporality, DataPoints: []metricdata.HistogramDataPoint[N]{
			{Attributes: set, StartTime: someTime, Time: someTime, Count: 3, Bounds: []float64{0, 1.5}, BucketCounts: []uint64{1, 0, 2}, Min: metricdata.NewExtrema[N](0), Max: metricdata.NewExtrema[N](9), Sum: 12, Exemplars: exemplars[N]()},
			{},
		}},
		metricdata.ExponentialHistogram[N]{Temporality: metricdata.DeltaTemporality, DataPoints: []metricdata.ExponentialHistogramDataPoint[N]{
			{Attributes: set, StartTime: someTime, Time: someTime, Count: 3, Min: metricdata.NewExtrema[N](1), Sum: 4, Scale: -3, ZeroCount: 1, ZeroThreshold: 0.5, PositiveBucket: metricdata.ExponentialBucket{Offset: -7, Counts: []uint64{1, 300}}, NegativeBucket: metricdata.ExponentialBucket{Offset: 2}, Exemplars: exemplars[N]()},
		}},
	}
}

func metrics() *metricdata.ResourceMetrics {
	var all []metricdata.Metrics
	for _, data := range append(aggregations[int64](), aggregations[float64]()...) {
		all = append(all, metricdata.Metrics{Name: "name", Description: "description", Unit: "{request}", Data: data})
	}
	all = append(all, metricdata.Metrics{Name: "summary", Data: metricdata.Summary{DataPoints: []metricdata.SummaryDataPoint{
		{Attributes: attribute.NewSet(allValues[0]), StartTime: someTime, Time: someTime, Count: 2, Sum: 3, QuantileValues: []metricdata.QuantileValue{{Quantile: 0.5, Value: 1}, {}}},
	}}})
	return &metricdata.ResourceMetrics{Resource: oneResource, ScopeMetrics: []metricdata.ScopeMetrics{{Scope: oneScope, Metrics: all}, {Metrics: all[:1]}}}
}

func TestMetricsAreThoseOfTheOfficialExporter(t *testing.T) {
	r := record(t, nil)
	official, err := otlpmetrichttp.New(t.Context())
	must(t, err)
	must(t, official.Export(t.Context(), metrics()))
	want, wantPath := new(collectormetrics.ExportMetricsServiceRequest), r.path
	must(t, proto.Unmarshal(r.body, want))
	for _, scope := range want.ResourceMetrics[0].ScopeMetrics {
		if proto.Size(scope.Scope) == 0 {
			scope.Scope = nil
		}
		for _, metric := range scope.Metrics {
			// The official exporter leaves this one out.
			for _, point := range metric.GetExponentialHistogram().GetDataPoints() {
				point.ZeroThreshold = 0.5
			}
		}
	}

	ours, err := otlp.NewMetricExporter()
	must(t, err)
	must(t, ours.Export(t.Context(), metrics()))
	got := new(collectormetrics.ExportMetricsServiceRequest)
	must(t, proto.Unmarshal(r.body, got))
	expect(t, "path", r.path, wantPath)
	if !proto.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestTemporalityAndAggregationAreThoseOfTheOfficialExporter(t *testing.T) {
	for _, preference := range []string{"", "cumulative", "Delta", "LowMemory", "other"} {
		for _, histogram := range []string{"", "explicit_bucket_histogram", "base2_exponential_bucket_histogram"} {
			t.Setenv("OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE", preference)
			t.Setenv("OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION", histogram)
			official, err := otlpmetrichttp.New(t.Context())
			must(t, err)
			ours, err := otlp.NewMetricExporter()
			must(t, err)
			for kind := sdkmetric.InstrumentKindCounter; kind <= sdkmetric.InstrumentKindGauge; kind++ {
				expect(t, preference+" "+kind.String(), ours.Temporality(kind), official.Temporality(kind))
				if want := official.Aggregation(kind); want != nil {
					if got := ours.Aggregation(kind); !sameAggregation(got, want) {
						t.Errorf("%s %s: got %v, want %v", histogram, kind, got, want)
					}
				}
			}
		}
	}
}

func sameAggregation(a, b sdkmetric.Aggregation) bool {
	exponential, ok := a.(sdkmetric.AggregationBase2ExponentialHistogram)
	if !ok {
		_, other := b.(sdkmetric.AggregationBase2ExponentialHistogram)
		return !other
	}
	return exponential == b
}

func TestTransport(t *testing.T) {
	one := tracetest.SpanStubs{{Name: "s", Resource: oneResource}}.Snapshots()
	send := func(t *testing.T) error {
		exporter, err := otlp.NewSpanExporter()
		must(t, err)
		return exporter.ExportSpans(t.Context(), one)
	}
	t.Run("headers and a signal's own endpoint", func(t *testing.T) {
		r := record(t, nil)
		t.Setenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", r.URL+"/own")
		t.Setenv("OTEL_EXPORTER_OTLP_HEADERS", "api-key=a%20b, x = y,")
		must(t, send(t))
		expect(t, "path", r.path, "/own")
		expect(t, "header", r.header.Get("Api-Key"), "a b")
		expect(t, "header", r.header.Get("X"), "y")
	})
	t.Run("a base path", func(t *testing.T) {
		r := record(t, nil)
		t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", r.URL+"/base/")
		must(t, send(t))
		expect(t, "path", r.path, "/base/v1/traces")
	})
	t.Run("compression", func(t *testing.T) {
		r := record(t, nil)
		t.Setenv("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip")
		must(t, send(t))
		expect(t, "encoding", r.header.Get("Content-Encoding"), "gzip")
	})
	t.Run("another try after the time that the server names", func(t *testing.T) {
		r := record(t, func(w http.ResponseWriter, count int) {
			if count == 1 {
				w.Header().Set("Retry-After", "1")
				w.WriteHeader(http.StatusServiceUnavailable)
			}
		})
		must(t, send(t))
		expect(t, "requests", r.count, 2)
	})
	t.Run("no other try", func(t *testing.T) {
		r := record(t, func(w http.ResponseWriter, _ int) { w.WriteHeader(http.StatusBadRequest) })
		if err := send(t); err == nil {
			t.Error("no error")
		}
		expect(t, "requests", r.count, 1)
	})
	t.Run("partial success", func(t *testing.T) {
		record(t, func(w http.ResponseWriter, _ int) {
			answer, _ := proto.Marshal(&collectortrace.ExportTraceServiceResponse{PartialSuccess: &collectortrace.ExportTracePartialSuccess{RejectedSpans: 2, ErrorMessage: "full"}})
			_, _ = w.Write(answer)
		})
		if err := send(t); err == nil || !strings.HasSuffix(err.Error(), "rejects 2 spans: full") {
			t.Errorf("got %v", err)
		}
	})
	t.Run("shutdown ends waiting", func(t *testing.T) {
		record(t, func(w http.ResponseWriter, _ int) { w.WriteHeader(http.StatusServiceUnavailable) })
		exporter, err := otlp.NewSpanExporter()
		must(t, err)
		done := make(chan error)
		go func() { done <- exporter.ExportSpans(context.Background(), one) }()
		must(t, exporter.Shutdown(t.Context()))
		if err := <-done; err == nil {
			t.Error("no error")
		}
		if err := exporter.ExportSpans(t.Context(), one); err == nil {
			t.Error("an exporter that is shut down exports")
		}
	})
	t.Run("the context ends waiting", func(t *testing.T) {
		record(t, func(w http.ResponseWriter, _ int) { w.WriteHeader(http.StatusServiceUnavailable) })
		exporter, err := otlp.NewSpanExporter()
		must(t, err)
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		if err := exporter.ExportSpans(ctx, one); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
	})
}

func TestConfigurationErrors(t *testing.T) {
	for variable, value := range map[string]string{
		"OTEL_EXPORTER_OTLP_ENDPOINT":           "localhost:4318",
		"OTEL_EXPORTER_OTLP_TRACES_HEADERS":     "novalue",
		"OTEL_EXPORTER_OTLP_COMPRESSION":        "zstd",
		"OTEL_EXPORTER_OTLP_TIMEOUT":            "10s",
		"OTEL_EXPORTER_OTLP_CERTIFICATE":        "/does/not/exist",
		"OTEL_EXPORTER_OTLP_TRACES_COMPRESSION": "deflate",
	} {
		t.Run(variable, func(t *testing.T) {
			t.Setenv(variable, value)
			_, err := otlp.NewSpanExporter()
			if err == nil {
				t.Fatal("no error")
			}
			if !strings.HasPrefix(err.Error(), variable) {
				t.Errorf("got %q, want it to begin with the variable", err)
			}
		})
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
