package franzgo

import (
	"bytes"
	"context"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/internal/gls"
	"otel-go.internal/hooks/internal/messaging"
)

// sending is one record on its way to the broker.
type sending struct {
	call *messaging.Call
	// around is the caller's context, context and headers are what the record has without us.
	around, context context.Context
	headers, sent   []kgo.RecordHeader
	promise         func(*kgo.Record, error)
}

// BeforeProduce starts the producer span of a record, and gives the record headers and a context of ours until the promise is called.
//
// Target: kgo.(*Client).produce, which Produce, ProduceSync and TryProduce call for each record.
func BeforeProduce(
	cl *kgo.Client, ctx context.Context, r *kgo.Record, promise func(*kgo.Record, error), _ any,
) (context.Context, *kgo.Record, func(*kgo.Record, error)) {
	if !library.On || cl == nil || r == nil {
		return ctx, r, promise
	}
	s := &sending{around: ctx, context: r.Context, headers: r.Headers, promise: promise}
	if s.around == nil {
		s.around = context.Background()
	}
	if s.context == nil {
		s.context = s.around
	}
	if !trace.SpanContextFromContext(s.around).IsValid() && trace.SpanContextFromContext(s.context).IsValid() {
		s.around = s.context
	}
	c := clientOf(cl)
	if c.byHand || messaging.Suppressed(s.around) {
		return ctx, r, promise
	}
	s.around = messaging.Parent(s.around)
	if messaging.ByHand(s.around, headers{&r.Headers}) {
		return ctx, r, promise
	}
	s.start(c, r)
	return ctx, r, s.done
}

func (s *sending) start(c *client, r *kgo.Record) {
	place := c.place
	place.Group = ""
	if place.Topic = r.Topic; place.Topic == "" || c.always {
		place.Topic = c.topic
	}
	var links messaging.Links
	links.Add(headers{&r.Headers})
	s.call = library.Start(s.around, messaging.Send, place, 1, links, time.Now())
	// What the application has put there is the record's context, and stays.
	if (headers{&r.Headers}).Get("traceparent") == "" {
		s.sent = append(make([]kgo.RecordHeader, 0, len(r.Headers)+2), r.Headers...)
		messaging.Inject(s.call.Context, headers{&s.sent})
		r.Headers = s.sent
	}
	r.Context = trace.ContextWithSpan(s.context, trace.SpanFromContext(s.call.Context))
}

func same(a, b kgo.RecordHeader) bool { return a.Key == b.Key && bytes.Equal(a.Value, b.Value) }

// done is the promise of the record that kgo gets. The record may be produced again: what was added goes away before the
// application sees it. By now kgo has taken its size.
func (s *sending) done(r *kgo.Record, err error) {
	if err == nil && r != nil {
		s.call.At(int(r.Partition), r.Offset)
	}
	end(s.call, err)
	if r != nil {
		r.Headers = messaging.Restore(r.Headers, s.headers, s.sent, same)
		if trace.SpanContextFromContext(r.Context).Equal(trace.SpanContextFromContext(s.call.Context)) {
			r.Context = s.context
		}
	}
	if s.promise == nil {
		return
	}
	// kgo calls promises on a goroutine of its own, which it may have started for another record.
	around := trace.SpanContextFromContext(s.around)
	defer gls.Pop(gls.Push(s.around, around.TraceID(), around.SpanID(), nil))
	s.promise(r, err)
}
