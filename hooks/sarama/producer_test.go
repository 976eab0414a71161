package sarama

import (
	"context"
	"errors"
	"net/http"
	"testing"

	"github.com/IBM/sarama"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

// producer has the fields that ours are read from.
type producer struct {
	conf   *sarama.Config
	client sarama.Client
}

func traced() context.Context {
	otel.SetTextMapPropagator(propagation.TraceContext{})
	return trace.ContextWithSpanContext(context.Background(), trace.NewSpanContext(trace.SpanContextConfig{
		TraceID: trace.TraceID{1}, SpanID: trace.SpanID{2},
	}))
}

func TestHeadersAreTheApplicationsAgain(t *testing.T) {
	own := make([]sarama.RecordHeader, 1, 8)
	own[0] = sarama.RecordHeader{Key: []byte("tenant"), Value: []byte("a")}
	msg := &sarama.ProducerMessage{Topic: "orders", Headers: own, Metadata: traced()}
	for range 2 {
		BeforePartitionMessage(&struct{ parent *producer }{&producer{conf: sarama.NewConfig()}}, msg)
		if got := (headers{&msg.Headers}).Get("traceparent"); got == "" {
			t.Fatal("no context")
		}
		if own[:2][1].Key != nil {
			t.Fatal("the application's array was written to")
		}
		BeforeReturnSuccesses(nil, []*sarama.ProducerMessage{msg})
		if len(msg.Headers) != 1 || &msg.Headers[0] != &own[0] {
			t.Fatalf("got %v", msg.Headers)
		}
	}
	if _, known := flights.Load(msg); known {
		t.Error("it is still under way")
	}
}

func TestHeadersThatAnInterceptorHasAddedStay(t *testing.T) {
	msg := &sarama.ProducerMessage{Metadata: traced()}
	BeforePartitionMessage(&struct{ parent *producer }{&producer{conf: sarama.NewConfig()}}, msg)
	msg.Headers = append(msg.Headers, sarama.RecordHeader{Key: []byte("tagged")})
	BeforeReturnError(nil, msg, errors.New("no"))
	if len(msg.Headers) != 1 || string(msg.Headers[0].Key) != "tagged" {
		t.Errorf("got %v", msg.Headers)
	}
}

func TestOldProtocolsHaveNoHeaders(t *testing.T) {
	config := sarama.NewConfig()
	config.Version = sarama.V0_10_2_0
	msg := &sarama.ProducerMessage{Metadata: traced()}
	s := BeforeSendMessage(&struct{ producer *producer }{&producer{conf: config}}, msg)
	if s == nil || msg.Headers != nil {
		t.Errorf("got %v, %v", s, msg.Headers)
	}
}

type faulty struct{}

func (faulty) Context() context.Context { panic("no") }

func TestCarried(t *testing.T) {
	ctx := traced()
	req, _ := http.NewRequestWithContext(ctx, http.MethodGet, "/", nil)
	for _, c := range []struct {
		metadata any
		want     context.Context
	}{
		{nil, context.Background()}, {"text", context.Background()}, {ctx, ctx}, {req, ctx},
		{(*http.Request)(nil), context.Background()}, {faulty{}, context.Background()},
	} {
		if got := carried(&sarama.ProducerMessage{Metadata: c.metadata}); got != c.want {
			t.Errorf("%T: got %v", c.metadata, got)
		}
	}
}

func TestUnknownLayouts(t *testing.T) {
	for _, of := range []any{nil, 7, "text", (*producer)(nil), &struct{ conf int }{7}, &struct{}{}} {
		if place, config := placeOf(of); config != nil || place.Broker != "" || place.Client != "" {
			t.Errorf("%T: got %v, %v", of, place, config)
		}
	}
}
