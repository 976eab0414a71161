package franzgo

import (
	"context"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/internal/messaging"
)

// committing is what CommitRecords knows and CommitOffsetsSync does not.
type committing struct {
	links    messaging.Links
	messages int
}

type committingKey struct{}

// BeforeCommitRecords hands on what is known of the records: the span of the commit belongs to the trace of the caller, or of the
// only record.
//
// Target: kgo.(*Client).CommitRecords.
func BeforeCommitRecords(cl *kgo.Client, ctx context.Context, rs ...*kgo.Record) (context.Context, []*kgo.Record) {
	if !library.On || cl == nil || ctx == nil || len(rs) == 0 || messaging.Suppressed(ctx) || clientOf(cl).byHand {
		return ctx, rs
	}
	known := &committing{messages: len(rs)}
	own := trace.SpanContextFromContext(messaging.Parent(ctx))
	if !own.IsValid() && len(rs) == 1 && receivedOf(rs[0]) != nil {
		ctx = trace.ContextWithSpan(ctx, trace.SpanFromContext(rs[0].Context))
		return context.WithValue(ctx, committingKey{}, known), rs
	}
	for _, r := range rs {
		// What belongs to this trace needs no link to it.
		if r != nil && (r.Context == nil || trace.SpanContextFromContext(r.Context).TraceID() != own.TraceID()) {
			known.links.Add(headers{&r.Headers})
		}
	}
	return context.WithValue(ctx, committingKey{}, known), rs
}

// BeforeCommitOffsets starts the span of a commit, which ends when the broker has answered.
//
// Target: kgo.(*Client).CommitOffsetsSync, which all commits that wait come to, and kgo.(*Client).CommitOffsets.
func BeforeCommitOffsets(
	cl *kgo.Client, ctx context.Context, offsets map[string]map[int32]kgo.EpochOffset,
	onDone func(*kgo.Client, *kmsg.OffsetCommitRequest, *kmsg.OffsetCommitResponse, error),
) (
	context.Context, map[string]map[int32]kgo.EpochOffset,
	func(*kgo.Client, *kmsg.OffsetCommitRequest, *kmsg.OffsetCommitResponse, error),
) {
	if !library.On || cl == nil || ctx == nil || len(offsets) == 0 || messaging.Suppressed(ctx) {
		return ctx, offsets, onDone
	}
	c := clientOf(cl)
	if c.byHand {
		return ctx, offsets, onDone
	}
	known, _ := ctx.Value(committingKey{}).(*committing)
	if known == nil {
		known = &committing{}
	}
	call := library.Start(messaging.Parent(ctx), messaging.Commit, c.committed(offsets), known.messages, known.links, time.Now())
	return ctx, offsets, func(cl *kgo.Client, req *kmsg.OffsetCommitRequest, resp *kmsg.OffsetCommitResponse, err error) {
		end(call, outcome(resp, err))
		if onDone != nil {
			onDone(cl, req, resp, err)
		}
	}
}

// committed is the place of what is committed, as far as it is the same for all. Offsets are those of the next records.
func (c *client) committed(offsets map[string]map[int32]kgo.EpochOffset) messaging.Place {
	place := c.place
	if len(offsets) > 1 {
		return place
	}
	for topic, partitions := range offsets {
		place.Topic = topic
		for partition, next := range partitions {
			if len(partitions) == 1 {
				place.Partition, place.Offset = int(partition), next.Offset-1
			}
		}
	}
	return place
}

func outcome(resp *kmsg.OffsetCommitResponse, err error) error {
	if err != nil || resp == nil {
		return err
	}
	for i := range resp.Topics {
		for j := range resp.Topics[i].Partitions {
			if err := kerr.ErrorForCode(resp.Topics[i].Partitions[j].ErrorCode); err != nil {
				return err
			}
		}
	}
	return nil
}
