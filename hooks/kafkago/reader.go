package kafkago

import (
	"context"
	"time"

	"github.com/segmentio/kafka-go"
	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/messaging"
)

// fetching is one call of FetchMessage.
type fetching struct {
	ctx    context.Context
	reader *kafka.Reader
	start  time.Time
}

// BeforeFetchMessage notes what is known before there is a message.
//
// Target: kafka.(*Reader).FetchMessage, which ReadMessage calls too.
func BeforeFetchMessage(r *kafka.Reader, ctx context.Context) *fetching {
	if !library.On || r == nil || ctx == nil || messaging.Suppressed(ctx) {
		return nil
	}
	return &fetching{messaging.Parent(ctx), r, time.Now()}
}

// AfterFetchMessage makes the consumer span. Where the caller has a trace it is part of that, with a link to the message's, and as
// long as the caller waited. Else it belongs to the trace of the message, and the wait for that is not part of it.
func AfterFetchMessage(f *fetching, msg kafka.Message, err error, exit api.Exit) {
	if f == nil || exit.Panicked || messaging.Idle(err) {
		return
	}
	place := placeOf(f.reader)
	if err == nil {
		place.Topic, place.Partition, place.Offset = msg.Topic, msg.Partition, msg.Offset
	}
	ctx, start := f.ctx, f.start
	carried, ok := messaging.Creation(ctx, headers{&msg.Headers})
	var links []trace.Link
	switch {
	case ok && trace.SpanContextFromContext(ctx).IsValid():
		links = []trace.Link{{SpanContext: trace.SpanContextFromContext(carried)}}
	case ok:
		ctx, start = carried, time.Now()
	}
	library.Start(ctx, messaging.Receive, place, 1, links, start).End(err)
}

// BeforeCommitMessages starts the span of a commit, in the trace of the caller or of the only message.
//
// Target: kafka.(*Reader).CommitMessages, which ReadMessage calls too.
func BeforeCommitMessages(r *kafka.Reader, ctx context.Context, msgs ...kafka.Message) *messaging.Call {
	if !library.On || r == nil || ctx == nil || len(msgs) == 0 || messaging.Suppressed(ctx) {
		return nil
	}
	ctx = messaging.Parent(ctx)
	var links messaging.Links
	if own := trace.SpanContextFromContext(ctx).IsValid(); !own && len(msgs) == 1 {
		ctx, _ = messaging.Creation(ctx, headers{&msgs[0].Headers})
	} else {
		for i := range msgs {
			links.Add(headers{&msgs[i].Headers})
		}
	}
	place := placeOf(r)
	if last := msgs[len(msgs)-1]; len(msgs) == 1 {
		place.Topic, place.Partition, place.Offset = last.Topic, last.Partition, last.Offset
	}
	return library.Start(ctx, messaging.Commit, place, len(msgs), links, time.Now())
}

// AfterCommitMessages ends it.
func AfterCommitMessages(c *messaging.Call, err error, exit api.Exit) {
	switch {
	case c == nil:
	case exit.Panicked:
		c.Panicked()
	default:
		c.End(err)
	}
}

func placeOf(r *kafka.Reader) messaging.Place {
	config := r.Config()
	place := messaging.Place{Topic: config.Topic, Group: config.GroupID, Partition: -1, Offset: -1}
	if len(config.Brokers) == 1 {
		place.Broker = config.Brokers[0]
	}
	return place
}
