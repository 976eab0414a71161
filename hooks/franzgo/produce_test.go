package franzgo

import (
	"context"
	"errors"
	"testing"

	"github.com/twmb/franz-go/pkg/kgo"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

func traced() context.Context {
	otel.SetTextMapPropagator(propagation.TraceContext{})
	return trace.ContextWithSpanContext(context.Background(), trace.NewSpanContext(trace.SpanContextConfig{
		TraceID: trace.TraceID{1}, SpanID: trace.SpanID{2},
	}))
}

func connect(t *testing.T) *kgo.Client {
	cl, err := kgo.NewClient(kgo.SeedBrokers("127.0.0.1:1"), kgo.ClientID("shop"), kgo.DefaultProduceTopic("orders"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cl.Close)
	return cl
}

func TestRecordIsTheApplicationsAgain(t *testing.T) {
	own := make([]kgo.RecordHeader, 1, 8)
	own[0] = kgo.RecordHeader{Key: "tenant", Value: []byte("a")}
	r := &kgo.Record{Headers: own}
	cl, ctx := connect(t), traced()
	for range 2 {
		called := false
		_, _, promise := BeforeProduce(cl, ctx, r, func(got *kgo.Record, err error) {
			called = got == r && err == nil && len(r.Headers) == 1 && &r.Headers[0] == &own[0] && r.Context == ctx
		}, nil)
		if (headers{&r.Headers}).Get("traceparent") == "" || own[:2][1].Key != "" {
			t.Fatalf("got %v, %v", r.Headers, own[:2])
		}
		if promise(r, nil); !called {
			t.Fatalf("got %v", r)
		}
	}
}

func TestHeadersThatAHookHasAddedStay(t *testing.T) {
	r := &kgo.Record{}
	_, _, promise := BeforeProduce(connect(t), traced(), r, nil, nil)
	r.Headers = append(r.Headers, kgo.RecordHeader{Key: "tagged"})
	promise(r, errors.New("no"))
	if len(r.Headers) != 1 || r.Headers[0].Key != "tagged" {
		t.Errorf("got %v", r.Headers)
	}
}

func TestClientsOptions(t *testing.T) {
	c := clientOf(connect(t))
	if c.byHand || c.topic != "orders" || c.place.Client != "shop" || c.place.Broker != "127.0.0.1:1" || c.place.Group != "" {
		t.Errorf("got %+v", c)
	}
}
