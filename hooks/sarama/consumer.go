package sarama

import (
	"context"
	"reflect"
	"sync"
	"time"
	"unsafe"

	"github.com/IBM/sarama"

	"otel-go.internal/hooks/internal/messaging"
)

var (
	groups sync.Map // unsafe.Pointer of a consumer -> string
	last   sync.Map // unsafe.Pointer of a partition's consumer -> *sarama.ConsumerMessage
)

// grouping is a consumer group that is being made.
type grouping struct{ id string }

// BeforeNewConsumerGroup notes the group's name.
//
// Target: sarama.newConsumerGroup.
func BeforeNewConsumerGroup(id string, _ any) *grouping {
	if !library.On {
		return nil
	}
	return &grouping{id}
}

// AfterNewConsumerGroup remembers it for the consumer of the group, which knows nothing of groups.
func AfterNewConsumerGroup(g *grouping, group sarama.ConsumerGroup, err error) {
	if g == nil || err != nil {
		return
	}
	if consumer := address(field(group, "consumer")); consumer != nil {
		groups.Store(consumer, g.id)
	}
}

// BeforeCloseGroup forgets it.
//
// Target: sarama.(*consumerGroup).Close.
func BeforeCloseGroup(group any) {
	if consumer := address(field(group, "consumer")); consumer != nil {
		groups.Delete(consumer)
	}
}

func address(of any) unsafe.Pointer {
	if v := reflect.ValueOf(of); v.Kind() == reflect.Pointer {
		return v.UnsafePointer()
	}
	return nil
}

// handing is a message that is handed out.
type handing struct {
	consumer any
	msg      *sarama.ConsumerMessage
}

// BeforeInterceptors notes the message. The consumer span comes after the application's interceptors have seen it.
//
// Target: sarama.(*partitionConsumer).interceptors, which each message passes on its way to the channel.
func BeforeInterceptors(consumer any, msg *sarama.ConsumerMessage) *handing {
	if !library.On || msg == nil {
		return nil
	}
	return &handing{consumer, msg}
}

// AfterInterceptors makes the consumer span, which belongs to the trace of the message. sarama fetches ahead: what it waited is
// nobody's.
func AfterInterceptors(h *handing) {
	if h == nil {
		return
	}
	// A message that nobody takes in time comes by a second time.
	key := address(h.consumer)
	if before, ok := last.Swap(key, h.msg); ok && before == h.msg {
		return
	}
	consumer := field(h.consumer, "consumer")
	place, _ := placeOf(consumer)
	if group, ok := groups.Load(address(consumer)); ok {
		place.Group = group.(string)
	}
	place.Topic, place.Partition = h.msg.Topic, int(h.msg.Partition)
	library.Count(context.Background(), messaging.Receive, place, 1)
	place.Offset = h.msg.Offset
	ctx, _ := messaging.Creation(context.Background(), consumed(h.msg.Headers))
	library.Start(ctx, messaging.Receive, place, 1, nil, time.Now()).Close()
}

// AfterResponseFeeder forgets a partition's consumer.
//
// Target: sarama.(*partitionConsumer).responseFeeder.
func AfterResponseFeeder(f *feeding) {
	if f != nil {
		last.Delete(f.consumer)
	}
}

type feeding struct{ consumer unsafe.Pointer }

// BeforeResponseFeeder says whose.
func BeforeResponseFeeder(consumer any) *feeding {
	if !library.On {
		return nil
	}
	return &feeding{address(consumer)}
}
