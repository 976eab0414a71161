package kafkago

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"

	"github.com/segmentio/kafka-go"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/messaging"
)

var library = messaging.NewLibrary("kafkago")

// writing is one call of WriteMessages. An asynchronous one ends with the last batch that holds a message of it.
type writing struct {
	call  *messaging.Call
	async bool
	// left are the messages that no batch has done with; tracked says how many there were.
	left    atomic.Int64
	tracked int64
	mutex   sync.Mutex
	err     error
}

// BeforeWriteMessages starts the producer span and puts its context into copies of the messages.
//
// Target: kafka.(*Writer).WriteMessages.
func BeforeWriteMessages(w *kafka.Writer, ctx context.Context, msgs ...kafka.Message) (*writing, context.Context, []kafka.Message) {
	if !library.On || w == nil || ctx == nil || len(msgs) == 0 || messaging.Suppressed(ctx) {
		return nil, ctx, msgs
	}
	ctx = messaging.Parent(ctx)
	if messaging.ByHand(ctx, headers{&msgs[0].Headers}) {
		return nil, ctx, msgs
	}
	var links messaging.Links
	for i := range msgs {
		links.Add(headers{&msgs[i].Headers})
	}
	place := messaging.Place{Topic: topicOf(w, msgs), Broker: brokerOf(w), Partition: -1, Offset: -1}
	c := &writing{call: library.Start(ctx, messaging.Send, place, len(msgs), links, time.Now()), async: w.Async}
	out := make([]kafka.Message, len(msgs))
	copy(out, msgs)
	for i := range out {
		// What the application has put there is the message's context, and stays.
		if headers := (headers{&out[i].Headers}); headers.Get("traceparent") == "" {
			out[i].Headers = append(make([]kafka.Header, 0, len(out[i].Headers)+2), out[i].Headers...)
			messaging.Inject(c.call.Context, headers)
			if c.async && headers.Get("traceparent") != "" {
				c.tracked++
			}
		}
	}
	c.left.Store(c.tracked)
	if c.tracked > 0 {
		pending.Store(key(c), c)
	}
	return c, c.call.Context, out
}

// AfterWriteMessages ends the span, or leaves that to the batches.
func AfterWriteMessages(c *writing, err error, exit api.Exit) {
	if c == nil {
		return
	}
	if exit.Panicked {
		forget(c)
		c.call.Panicked()
		return
	}
	// What WriteMessages itself refuses never gets into a batch.
	if c.tracked > 0 && err == nil {
		return
	}
	forget(c)
	c.call.End(cause(err))
}

// pending are asynchronous writings by the context that their messages carry.
var pending sync.Map // traceparent -> *writing

func key(c *writing) string {
	var list []kafka.Header
	messaging.Inject(c.call.Context, headers{&list})
	return headers{&list}.Get("traceparent")
}

func forget(c *writing) {
	if c.tracked > 0 {
		pending.Delete(key(c))
	}
}

// BeforeComplete ends asynchronous writings whose last messages the batch holds.
//
// Target: kafka.(*writeBatch).complete.
func BeforeComplete(batch any, err error) {
	if !library.On {
		return
	}
	for _, msg := range messagesOf(batch) {
		found, ok := pending.Load(headers{&msg.Headers}.Get("traceparent"))
		if !ok {
			continue
		}
		c := found.(*writing)
		c.mutex.Lock()
		if c.err == nil {
			c.err = err
		}
		c.mutex.Unlock()
		if c.left.Add(-1) == 0 {
			forget(c)
			c.mutex.Lock()
			failed := c.err
			c.mutex.Unlock()
			c.call.End(cause(failed))
		}
	}
}

var batchMessages sync.Map // reflect.Type -> int, negative for unknown types

// messagesOf reads the field msgs of a batch. Source: writer.go (type writeBatch) of kafka-go 0.4.20 to 0.4.51.
func messagesOf(batch any) []kafka.Message {
	t := reflect.TypeOf(batch)
	if t == nil || t.Kind() != reflect.Pointer || t.Elem().Kind() != reflect.Struct || reflect.ValueOf(batch).IsNil() {
		return nil
	}
	known, ok := batchMessages.Load(t)
	if !ok {
		known = -1
		if f, ok := t.Elem().FieldByName("msgs"); ok && len(f.Index) == 1 && f.Type == reflect.TypeFor[[]kafka.Message]() {
			known = int(f.Offset)
		}
		batchMessages.Store(t, known)
	}
	offset := known.(int)
	if offset < 0 {
		return nil
	}
	return *(*[]kafka.Message)(unsafe.Add(reflect.ValueOf(batch).UnsafePointer(), offset))
}

// cause is the first error of a call: kafka.WriteErrors has one for each message, nil ones too.
func cause(err error) error {
	var each kafka.WriteErrors
	if errors.As(err, &each) {
		for _, one := range each {
			if one != nil {
				return one
			}
		}
	}
	return err
}

func topicOf(w *kafka.Writer, msgs []kafka.Message) string {
	if w.Topic != "" {
		return w.Topic
	}
	for _, msg := range msgs[1:] {
		if msg.Topic != msgs[0].Topic {
			return ""
		}
	}
	return msgs[0].Topic
}

// brokerOf is empty where there are several: which of them gets the messages is not known yet.
func brokerOf(w *kafka.Writer) string {
	if w.Addr == nil {
		return ""
	}
	if broker := w.Addr.String(); !strings.Contains(broker, ",") {
		return broker
	}
	return ""
}
