package franzgo

import (
	"context"
	"errors"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/messaging"
)

// polling is one call of PollRecords.
type polling struct {
	ctx    context.Context
	client *client
	start  time.Time
	// call is the span of all records, where the caller has a trace.
	call *messaging.Call
}

// received is what Record.Context knows of a record that was polled.
type received struct {
	ctx    context.Context
	client *client
}

type receivedKey struct{}

// BeforePollRecords notes what is known before there are records.
//
// Target: kgo.(*Client).PollRecords, which PollFetches calls too.
func BeforePollRecords(cl *kgo.Client, ctx context.Context, _ any) *polling {
	if !library.On || cl == nil {
		return nil
	}
	if ctx == nil {
		ctx = context.Background()
	}
	c := clientOf(cl)
	if c.byHand || messaging.Suppressed(ctx) {
		return nil
	}
	return &polling{ctx: messaging.Parent(ctx), client: c, start: time.Now()}
}

// AfterPollRecords makes the consumer spans. Where the caller has a trace there is one for all records, as long as the caller
// waited, with links to theirs. Else each record has one, in its own trace, which the wait is not part of.
func AfterPollRecords(p *polling, fetches kgo.Fetches, exit api.Exit) {
	if p == nil || exit.Panicked {
		return
	}
	place, messages := p.common(fetches)
	if messages > 0 && trace.SpanContextFromContext(p.ctx).IsValid() {
		p.call = library.Start(p.ctx, messaging.Receive, place, messages, linksOf(fetches), p.start)
	}
	each(fetches, func(topic string, partition *kgo.FetchPartition) { p.partition(topic, partition) })
	if messages > 0 {
		place.Offset = -1
		library.Measure(p.ctx, messaging.Receive, place, p.start)
	}
	if p.call != nil {
		p.call.Close()
	}
}

func each(fetches kgo.Fetches, visit func(topic string, partition *kgo.FetchPartition)) {
	for i := range fetches {
		for j := range fetches[i].Topics {
			topic := &fetches[i].Topics[j]
			for k := range topic.Partitions {
				visit(topic.Topic, &topic.Partitions[k])
			}
		}
	}
}

// common is the place of all records, as far as it is the same, and their number.
func (p *polling) common(fetches kgo.Fetches) (messaging.Place, int) {
	place, messages := p.client.place, 0
	each(fetches, func(topic string, partition *kgo.FetchPartition) {
		switch {
		case len(partition.Records) == 0:
			return
		case messages == 0:
			place.Topic, place.Partition = topic, int(partition.Partition)
		case place.Topic != topic:
			place.Topic, place.Partition = "", -1
		case place.Partition != int(partition.Partition):
			place.Partition = -1
		}
		if messages += len(partition.Records); messages == 1 {
			place.Offset = partition.Records[0].Offset
		} else {
			place.Offset = -1
		}
	})
	return place, messages
}

func linksOf(fetches kgo.Fetches) messaging.Links {
	var links messaging.Links
	each(fetches, func(_ string, partition *kgo.FetchPartition) {
		for _, r := range partition.Records {
			links.Add(headers{&r.Headers})
		}
	})
	return links
}

func (p *polling) partition(topic string, partition *kgo.FetchPartition) {
	place := p.client.place
	if place.Topic = topic; topic != "" {
		place.Partition = int(partition.Partition)
	}
	if err := partition.Err; err != nil && !messaging.Idle(err) && !errors.Is(err, kgo.ErrClientClosed) {
		end(library.Start(p.ctx, messaging.Receive, place, 0, nil, p.start), err)
	}
	if len(partition.Records) == 0 {
		return
	}
	library.Count(p.ctx, messaging.Receive, place, len(partition.Records))
	for _, r := range partition.Records {
		p.record(place, r)
	}
}

func (p *polling) record(place messaging.Place, r *kgo.Record) {
	ctx := r.Context
	switch {
	case ctx == nil:
		ctx = context.Background()
	case trace.SpanContextFromContext(ctx).IsValid():
		return // a hook of the application's traces its records
	}
	if carried, ok := messaging.Creation(ctx, headers{&r.Headers}); ok {
		ctx = carried
	}
	if p.call != nil {
		ctx = trace.ContextWithSpan(ctx, trace.SpanFromContext(p.call.Context))
	} else {
		place.Offset = r.Offset
		call := library.Start(ctx, messaging.Receive, place, 1, nil, time.Now())
		call.Close()
		ctx = call.Context
	}
	r.Context = context.WithValue(ctx, receivedKey{}, &received{ctx, p.client})
}
