package franzgo

import (
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/internal/gls"
	"otel-go.internal/hooks/internal/messaging"
)

// BeforeEachRecord puts a span around what the application does with each record.
//
// Target: kgo.Fetches.EachRecord.
func BeforeEachRecord(_ any, fn func(*kgo.Record)) func(*kgo.Record) {
	if !library.On || fn == nil {
		return fn
	}
	return func(r *kgo.Record) { process(r, fn) }
}

func process(r *kgo.Record, fn func(*kgo.Record)) {
	known := receivedOf(r)
	if known == nil {
		fn(r)
		return
	}
	place := known.client.place
	place.Topic, place.Partition, place.Offset = r.Topic, int(r.Partition), r.Offset
	call := library.Start(known.ctx, messaging.Process, place, 1, nil, time.Now())
	r.Context = trace.ContextWithSpan(r.Context, trace.SpanFromContext(call.Context))
	span := trace.SpanContextFromContext(call.Context)
	pushed := gls.Push(r.Context, span.TraceID(), span.SpanID(), nil)
	returned := false
	defer func() {
		gls.Pop(pushed)
		if returned {
			call.End(nil)
		} else {
			call.Panicked()
		}
	}()
	fn(r)
	returned = true
}

// receivedOf is nil for records that we did not see being polled.
func receivedOf(r *kgo.Record) *received {
	if r == nil || r.Context == nil {
		return nil
	}
	known, _ := r.Context.Value(receivedKey{}).(*received)
	return known
}
