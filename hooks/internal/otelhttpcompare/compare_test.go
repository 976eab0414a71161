// Package otelhttpcompare runs one program twice, under otelhttp and under our hooks, and compares what comes out.
package otelhttpcompare

import (
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/propagation"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/nethttp"
)

type transport struct{}

func (transport) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	entry := api.Enter()
	call := nethttp.BeforeRoundTrip(nil, req)
	defer func() { nethttp.AfterRoundTrip(call, resp, err, entry.Exit(true)) }()
	return http.DefaultTransport.RoundTrip(nethttp.AfterSetupRewindBody(req))
}

func handler(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		entry := api.Enter()
		call := nethttp.BeforeServeHTTP(nil, w, r)
		defer func() { nethttp.AfterServeHTTP(call, entry.Exit(false)) }()
		h.ServeHTTP(w, r)
	})
}

var mux = func() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /item/{id}", func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(w, r.Body)
	})
	mux.HandleFunc("/fail", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", http.StatusServiceUnavailable) })
	return mux
}()

// program makes requests and returns attributes and status of every span, by kind and path, and the attributes of the metrics, of
// durations by status code.
func program(t *testing.T, wrap func(http.Handler) http.Handler, rt http.RoundTripper) (spans, points map[string]map[string]string) {
	recorder, reader := tracetest.NewSpanRecorder(), sdkmetric.NewManualReader()
	otel.SetTracerProvider(sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(recorder)))
	otel.SetMeterProvider(sdkmetric.NewMeterProvider(sdkmetric.WithReader(reader)))
	otel.SetTextMapPropagator(propagation.TraceContext{})
	s := httptest.NewServer(wrap(mux))
	defer s.Close()
	client := &http.Client{Transport: rt}
	for _, path := range []string{"/item/7", "/fail", "/nowhere"} {
		resp, err := client.Post(s.URL+path, "text/plain", strings.NewReader("hello"))
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.ReadAll(resp.Body)
		resp.Body.Close()
	}
	for deadline := time.Now().Add(5 * time.Second); len(recorder.Ended()) < 6 && time.Now().Before(deadline); {
		time.Sleep(time.Millisecond)
	}
	spans, points = map[string]map[string]string{}, map[string]map[string]string{}
	for _, span := range recorder.Ended() {
		attrs := map[string]string{"(status)": span.Status().Code.String()}
		for _, kv := range span.Attributes() {
			attrs[string(kv.Key)] = kv.Value.Emit()
		}
		path := strings.TrimPrefix(attrs["url.full"], s.URL) + attrs["url.path"]
		spans[fmt.Sprint(span.SpanKind(), " ", path)] = attrs
	}
	var all metricdata.ResourceMetrics
	if err := reader.Collect(context.Background(), &all); err != nil {
		t.Fatal(err)
	}
	for _, scope := range all.ScopeMetrics {
		for _, m := range scope.Metrics {
			h, ok := m.Data.(metricdata.Histogram[float64])
			if !ok {
				points[m.Name] = map[string]string{"(unit)": m.Unit}
				continue
			}
			for _, point := range h.DataPoints {
				attrs := map[string]string{"(unit)": m.Unit}
				for _, kv := range point.Attributes.ToSlice() {
					attrs[string(kv.Key)] = kv.Value.Emit()
				}
				points[m.Name+" "+attrs["http.response.status_code"]] = attrs
			}
		}
	}
	return spans, points
}

// better names what we do otherwise on purpose.
func better(where, key, theirs, ours string) bool {
	switch key {
	case "network.peer.port", "server.port", "client.address", "url.full": // of the moment
		return ours != "" && (theirs != "") == (ours != "")
	case "(status)", "error.type": // otelhttp has no error.type for a server's 5xx
		return false
	case "network.protocol.version": // otelhttp's client says what was asked for, we say what was spoken
		return strings.HasPrefix(where, "client") && ours != ""
	case "server.address", "network.protocol.name": // a metric's attribute that clients choose at will; the name is http anyway
		return strings.HasPrefix(where, "http.") && ours == ""
	}
	return false
}

func TestLikeOtelhttp(t *testing.T) {
	theirSpans, theirPoints := program(t, func(h http.Handler) http.Handler { return otelhttp.NewHandler(h, "server") }, otelhttp.NewTransport(http.DefaultTransport))
	ourSpans, ourPoints := program(t, handler, transport{})
	compare := func(theirs, ours map[string]map[string]string) {
		for _, where := range slices.Sorted(maps.Keys(theirs)) {
			if ours[where] == nil {
				t.Errorf("we lack %s", where)
			}
			for key, want := range theirs[where] {
				got := ours[where][key]
				if got != want && !better(where, key, want, got) && !(strings.HasPrefix(where, "http.server") && key == "server.port") {
					t.Errorf("%s: %s: got %q, otelhttp has %q", where, key, got, want)
				}
			}
			for key, value := range ours[where] {
				if _, ok := theirs[where][key]; !ok {
					t.Logf("%s: %s=%q: ours alone", where, key, value)
				}
			}
		}
	}
	compare(theirSpans, ourSpans)
	compare(theirPoints, ourPoints)
}

func BenchmarkServer(b *testing.B) {
	otel.SetTracerProvider(sdktrace.NewTracerProvider())
	otel.SetMeterProvider(sdkmetric.NewMeterProvider(sdkmetric.WithReader(sdkmetric.NewManualReader())))
	empty := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) })
	for name, h := range map[string]http.Handler{"plain": empty, "ours": handler(empty), "otelhttp": otelhttp.NewHandler(empty, "server")} {
		b.Run(name, func(b *testing.B) {
			s := httptest.NewRequest("GET", "/a", nil)
			background := s.Context()
			b.ReportAllocs()
			for b.Loop() {
				h.ServeHTTP(discard{}, s.WithContext(background))
			}
		})
	}
}

type discard struct{}

func (discard) Header() http.Header         { return http.Header{} }
func (discard) Write(p []byte) (int, error) { return len(p), nil }
func (discard) WriteHeader(int)             {}
