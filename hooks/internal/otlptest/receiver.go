// Package otlptest is an OTLP/HTTP collector for tests: it decodes what arrives and keeps it.
package otlptest

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"

	collectormetrics "go.opentelemetry.io/proto/otlp/collector/metrics/v1"
	collectortrace "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	common "go.opentelemetry.io/proto/otlp/common/v1"
	metrics "go.opentelemetry.io/proto/otlp/metrics/v1"
	trace "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"
)

// Receiver is a running collector.
type Receiver struct {
	URL      string
	server   *httptest.Server
	mu       sync.Mutex
	spans    []Span
	metrics  map[string]*metrics.Metric
	requests int
}

// Span is one span with what it was exported under.
type Span struct {
	*trace.Span
	Scope    string
	Resource map[string]string
	Attrs    map[string]string
}

// Start starts a collector on a port of its own.
func Start() *Receiver {
	r := &Receiver{metrics: map[string]*metrics.Metric{}}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /v1/traces", func(w http.ResponseWriter, req *http.Request) { r.receive(w, req, r.addTraces) })
	mux.HandleFunc("POST /v1/metrics", func(w http.ResponseWriter, req *http.Request) { r.receive(w, req, r.addMetrics) })
	r.server = httptest.NewServer(mux)
	r.URL = r.server.URL
	return r
}

// Close stops the collector.
func (r *Receiver) Close() { r.server.Close() }

// Spans returns what has arrived, in that order.
func (r *Receiver) Spans() []Span {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]Span(nil), r.spans...)
}

// Metric returns the latest state of a metric, or nil.
func (r *Receiver) Metric(name string) *metrics.Metric {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.metrics[name]
}

// Requests returns the number of requests that have arrived.
func (r *Receiver) Requests() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.requests
}

func (r *Receiver) receive(w http.ResponseWriter, req *http.Request, add func([]byte) error) {
	var from io.Reader = req.Body
	if req.Header.Get("Content-Encoding") == "gzip" {
		unzip, err := gzip.NewReader(req.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		from = unzip
	}
	data, err := io.ReadAll(from)
	if err == nil {
		r.mu.Lock()
		r.requests++
		err = add(data)
		r.mu.Unlock()
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "application/x-protobuf")
}

func (r *Receiver) addTraces(data []byte) error {
	var message collectortrace.ExportTraceServiceRequest
	if err := proto.Unmarshal(data, &message); err != nil {
		return err
	}
	for _, resource := range message.ResourceSpans {
		for _, scope := range resource.ScopeSpans {
			for _, span := range scope.Spans {
				r.spans = append(r.spans, Span{span, scope.Scope.GetName(), Attributes(resource.Resource.GetAttributes()), Attributes(span.Attributes)})
			}
		}
	}
	return nil
}

func (r *Receiver) addMetrics(data []byte) error {
	var message collectormetrics.ExportMetricsServiceRequest
	if err := proto.Unmarshal(data, &message); err != nil {
		return err
	}
	for _, resource := range message.ResourceMetrics {
		for _, scope := range resource.ScopeMetrics {
			for _, metric := range scope.Metrics {
				r.metrics[metric.Name] = metric
			}
		}
	}
	return nil
}

// Attributes returns attributes as texts.
func Attributes(list []*common.KeyValue) map[string]string {
	all := make(map[string]string, len(list))
	for _, kv := range list {
		switch v := kv.Value.GetValue().(type) {
		case *common.AnyValue_StringValue:
			all[kv.Key] = v.StringValue
		case *common.AnyValue_IntValue:
			all[kv.Key] = fmt.Sprint(v.IntValue)
		case *common.AnyValue_BoolValue:
			all[kv.Key] = fmt.Sprint(v.BoolValue)
		default:
			all[kv.Key] = kv.Value.String()
		}
	}
	return all
}
