package sarama

import (
	"bytes"
	"context"
	"reflect"
	"sync"
	"time"

	"github.com/IBM/sarama"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/messaging"
)

// sending is one message of an asynchronous producer, or one call of a synchronous one.
type sending struct {
	call *messaging.Call
	// waiting: the call ends where the application waits for it.
	waiting bool
	// acks: the broker tells offsets.
	acks     bool
	messages []*sarama.ProducerMessage
}

// flight is a message under way: headers are the application's, sent what the message has meanwhile.
type flight struct {
	*sending
	headers, sent []sarama.RecordHeader
}

var flights sync.Map // *sarama.ProducerMessage -> *flight

// start begins the span of messages, and gives them headers of ours until the producer is done with them. It is nil where the
// application, or whatever it uses, has put a context into all of them: they have a span then.
func start(ctx context.Context, producer any, messages []*sarama.ProducerMessage) *sending {
	var ours []*sarama.ProducerMessage
	var links messaging.Links
	for _, msg := range messages {
		if msg == nil {
			continue
		}
		if carrier := (headers{&msg.Headers}); carrier.Get("traceparent") != "" {
			links.Add(carrier)
		} else {
			ours = append(ours, msg)
		}
	}
	if len(ours) == 0 {
		return nil
	}
	place, config := placeOf(producer)
	place.Topic = topicOf(messages)
	s := &sending{call: library.Start(ctx, messaging.Send, place, len(messages), links, time.Now()), messages: ours}
	if config == nil {
		return s
	}
	s.acks = config.Producer.RequiredAcks != sarama.NoResponse
	for _, msg := range ours {
		f := &flight{sending: s, headers: msg.Headers}
		// Older protocols have no headers: sarama refuses messages that have some.
		if config.Version.IsAtLeast(sarama.V0_11_0_0) {
			f.sent = append(make([]sarama.RecordHeader, 0, len(msg.Headers)+2), msg.Headers...)
			messaging.Inject(s.call.Context, headers{&f.sent})
			msg.Headers = f.sent
		}
		flights.Store(msg, f)
	}
	return s
}

func topicOf(messages []*sarama.ProducerMessage) string {
	topic := ""
	for _, msg := range messages {
		switch {
		case msg == nil || msg.Topic == topic:
		case topic != "":
			return ""
		default:
			topic = msg.Topic
		}
	}
	return topic
}

// land takes a message back, as the application had it: it may send it again. It is nil for messages that are not under way.
func land(msg *sarama.ProducerMessage) *sending {
	known, ok := flights.LoadAndDelete(msg)
	if !ok {
		return nil
	}
	f := known.(*flight)
	// An interceptor of the application's that has seen a retry may have added some.
	msg.Headers = messaging.Restore(msg.Headers, f.headers, f.sent, same)
	return f.sending
}

func same(a, b sarama.RecordHeader) bool {
	return bytes.Equal(a.Key, b.Key) && bytes.Equal(a.Value, b.Value)
}

// carried is the context that the application hands on with a message: sarama leaves Metadata to it.
func carried(msg *sarama.ProducerMessage) (ctx context.Context) {
	defer func() {
		// It may be a nil pointer, or whatever else has a method of that name.
		if recover() != nil || ctx == nil {
			ctx = context.Background()
		}
	}()
	switch held := msg.Metadata.(type) {
	case context.Context:
		// Asked here, where a nil pointer does no harm.
		_ = held.Value(probe{})
		return held
	case interface{ Context() context.Context }:
		return held.Context()
	}
	return nil
}

type probe struct{}

// BeforeSendMessage starts the span of a synchronous producer's message, in the trace of the goroutine.
//
// Target: sarama.(*syncProducer).SendMessage.
func BeforeSendMessage(producer any, msg *sarama.ProducerMessage) *sending {
	if !library.On || msg == nil {
		return nil
	}
	return wait(carried(msg), producer, []*sarama.ProducerMessage{msg})
}

func wait(ctx context.Context, producer any, messages []*sarama.ProducerMessage) *sending {
	if messaging.Suppressed(ctx) {
		return nil
	}
	s := start(messaging.Parent(ctx), field(producer, "producer"), messages)
	if s != nil {
		s.waiting = true
	}
	return s
}

// AfterSendMessage ends it.
func AfterSendMessage(s *sending, partition int32, offset int64, err error, exit api.Exit) {
	if s == nil {
		return
	}
	if err == nil && !exit.Panicked {
		s.at(partition, offset)
	}
	s.done(err, exit)
}

// BeforeSendMessages starts the span of all messages of a call.
//
// Target: sarama.(*syncProducer).SendMessages.
func BeforeSendMessages(producer any, messages []*sarama.ProducerMessage) *sending {
	if !library.On || len(messages) == 0 || messages[0] == nil {
		return nil
	}
	return wait(carried(messages[0]), producer, messages)
}

// AfterSendMessages ends it.
func AfterSendMessages(s *sending, err error, exit api.Exit) {
	if s != nil {
		s.done(err, exit)
	}
}

func (s *sending) done(err error, exit api.Exit) {
	for _, msg := range s.messages {
		land(msg)
	}
	if exit.Panicked {
		s.call.Panicked()
		return
	}
	end(s.call, err)
}

func (s *sending) at(partition int32, offset int64) {
	if !s.acks {
		offset = -1
	}
	s.call.At(int(partition), offset)
}

// BeforePartitionMessage starts the span of an asynchronous producer's message, after the application's interceptors have seen it.
// Its goroutine is the producer's own, whose trace is not the message's.
//
// Target: sarama.(*topicProducer).partitionMessage, which each message passes once, whatever retries follow.
func BeforePartitionMessage(topic any, msg *sarama.ProducerMessage) {
	if !library.On || msg == nil {
		return
	}
	if _, known := flights.Load(msg); known {
		return
	}
	if ctx := carried(msg); !api.Suppressed(ctx) {
		start(ctx, field(topic, "parent"), []*sarama.ProducerMessage{msg})
	}
}

// BeforeReturnSuccesses ends the spans of messages that the broker has.
//
// Target: sarama.(*asyncProducer).returnSuccesses.
func BeforeReturnSuccesses(_ any, batch []*sarama.ProducerMessage) {
	if !library.On {
		return
	}
	for _, msg := range batch {
		if s := land(msg); s != nil && !s.waiting {
			s.at(msg.Partition, msg.Offset)
			s.call.End(nil)
		}
	}
}

// BeforeReturnErrors ends the spans of messages that have failed.
//
// Target: sarama.(*asyncProducer).returnErrors, since 1.61.1; before, it calls returnError for each.
func BeforeReturnErrors(_ any, batch []*sarama.ProducerMessage, err error) {
	if !library.On {
		return
	}
	for _, msg := range batch {
		if s := land(msg); s != nil && !s.waiting {
			end(s.call, err)
		}
	}
}

func flagged(msg *sarama.ProducerMessage) bool {
	flags := reflect.ValueOf(field(msg, "flags"))
	return flags.IsValid() && !flags.IsZero()
}

// BeforeReturnError also has messages that were refused before they got as far as to have a span.
//
// Target: sarama.(*asyncProducer).returnError.
func BeforeReturnError(producer any, msg *sarama.ProducerMessage, err error) {
	if !library.On || msg == nil {
		return
	}
	s := land(msg)
	// Those with flags are sarama's own.
	if s == nil && !flagged(msg) {
		if ctx := carried(msg); !api.Suppressed(ctx) {
			s = start(ctx, producer, []*sarama.ProducerMessage{msg})
			land(msg)
		}
	}
	if s != nil && !s.waiting {
		end(s.call, err)
	}
}
