package messaging

import (
	"context"
	"errors"
	"io"
	"strconv"
	"time"

	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/internal/semconv"
)

// maxLinks bounds the links of one span: each message may have been created in another trace.
const maxLinks = 128

// Links collects those of several messages.
type Links []trace.Link

// Add takes one more message's, if it carries a context and there are not too many.
func (l *Links) Add(headers propagation.TextMapCarrier) {
	if len(*l) >= maxLinks {
		return
	}
	if link, ok := Link(headers); ok {
		*l = append(*l, link)
	}
}

// At adds where the broker has put the message. What is negative is not known.
func (c *Call) At(partition int, offset int64) {
	if partition >= 0 {
		c.place.Partition = partition
		c.span.SetAttributes(semconv.MessagingDestinationPartitionID(strconv.Itoa(partition)))
	}
	if offset >= 0 {
		c.span.SetAttributes(semconv.MessagingKafkaOffset(int(offset)))
	}
}

// Close ends the span of an operation that Measure and Count have measured.
func (c *Call) Close() { c.span.End() }

// Measure records the duration of an operation that has no span of its own.
func (l *Library) Measure(ctx context.Context, op Operation, place Place, start time.Time) {
	if i := l.scope.Instruments(); i != nil {
		i.timeOf(op).Record(ctx, time.Since(start).Seconds(), place.set(op))
	}
}

// Count records how many messages an operation was about.
func (l *Library) Count(ctx context.Context, op Operation, place Place, messages int) {
	if i := l.scope.Instruments(); i != nil {
		i.count(ctx, op, messages, place.set(op))
	}
}

// NamedErrors are errors of a library that have a name, and no type of their own.
type NamedErrors []struct {
	Err  error
	Name string
}

// EndNamed ends the operation with Kafka's own code or name for the error, where it has one, or with that among the library's errors.
func (c *Call) EndNamed(err error, kafkas string, library NamedErrors) {
	for i := 0; kafkas == "" && i < len(library); i++ {
		if errors.Is(err, library[i].Err) {
			kafkas = library[i].Name
		}
	}
	if kafkas == "" {
		c.End(err)
		return
	}
	c.Fail(err, semconv.ErrorTypeKey.String(kafkas))
}

// Idle are the ways in which a consumer's loop ends, or finds nothing.
func Idle(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, io.EOF)
}
