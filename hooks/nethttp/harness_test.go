package nethttp

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/propagation"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"otel-go.internal/hooks/api"
)

// telemetryOf is what the hooks have produced in a test.
type telemetryOf struct {
	t      *testing.T
	spans  *tracetest.SpanRecorder
	reader *sdkmetric.ManualReader
}

func record(t *testing.T) telemetryOf {
	t.Helper()
	r := telemetryOf{t, tracetest.NewSpanRecorder(), sdkmetric.NewManualReader()}
	otel.SetTracerProvider(sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(r.spans)))
	otel.SetMeterProvider(sdkmetric.NewMeterProvider(sdkmetric.WithReader(r.reader)))
	otel.SetTextMapPropagator(propagation.NewCompositeTextMapPropagator(propagation.TraceContext{}, propagation.Baggage{}))
	return r
}

// only returns the one span that has ended; a server's may do so after the client has its answer.
func (r telemetryOf) only() sdktrace.ReadOnlySpan {
	r.t.Helper()
	ended := r.spans.Ended()
	for deadline := time.Now().Add(5 * time.Second); len(ended) == 0 && time.Now().Before(deadline); ended = r.spans.Ended() {
		time.Sleep(time.Millisecond)
	}
	if len(ended) != 1 {
		r.t.Fatalf("got %d spans, want 1", len(ended))
	}
	return ended[0]
}

func (r telemetryOf) histogram(name string) []metricdata.HistogramDataPoint[float64] {
	r.t.Helper()
	var all metricdata.ResourceMetrics
	if err := r.reader.Collect(context.Background(), &all); err != nil {
		r.t.Fatal(err)
	}
	for _, s := range all.ScopeMetrics {
		for _, m := range s.Metrics {
			if h, ok := m.Data.(metricdata.Histogram[float64]); ok && m.Name == name {
				return h.DataPoints
			}
		}
	}
	r.t.Fatalf("no histogram %s", name)
	return nil
}

func attrs(list []attribute.KeyValue) map[string]string {
	all := map[string]string{}
	for _, kv := range list {
		all[string(kv.Key)] = kv.Value.Emit()
	}
	return all
}

func expect(t *testing.T, what string, got, want any) {
	t.Helper()
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// wovenHandler calls the hooks around a handler as the woven server does.
func wovenHandler(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		entry := api.Enter()
		call := BeforeServeHTTP(nil, w, r)
		defer func() { AfterServeHTTP(call, entry.Exit(false)) }()
		h.ServeHTTP(w, r)
	})
}

func wovenMux(m *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		entry := api.Enter()
		routing := BeforeMux(nil, w, r)
		defer func() { AfterMux(routing, entry.Exit(false)) }()
		m.ServeHTTP(w, r)
	})
}

// wovenTransport calls the hooks as the woven transport does; sent sees the request that goes out.
type wovenTransport struct{ sent func(*http.Request) }

func (t wovenTransport) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	entry := api.Enter()
	call := BeforeRoundTrip(nil, req)
	returned := false
	defer func() { AfterRoundTrip(call, resp, err, entry.Exit(returned)) }()
	out := AfterSetupRewindBody(req)
	if t.sent != nil {
		t.sent(out)
	}
	resp, err = http.DefaultTransport.RoundTrip(out)
	if resp != nil {
		resp.Request = req
	}
	returned = true
	return resp, err
}

func serve(t *testing.T, h http.Handler) *httptest.Server {
	t.Helper()
	s := httptest.NewUnstartedServer(wovenHandler(h))
	s.Config.ErrorLog = quiet
	s.Start()
	t.Cleanup(s.Close)
	return s
}
