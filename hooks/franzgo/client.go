package franzgo

import (
	"errors"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"weak"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"

	"otel-go.internal/hooks/internal/messaging"
)

var library = messaging.NewLibrary("franzgo")

// client is what the options of a kgo.Client say.
type client struct {
	// byHand: the application has given it the tracer of kotel.
	byHand bool
	// place holds what is the same for all records.
	place messaging.Place
	// topic is that of records without one, or of all of them.
	topic  string
	always bool
}

var clients sync.Map // weak.Pointer[kgo.Client] -> *client

func clientOf(cl *kgo.Client) *client {
	key := weak.Make(cl)
	if known, ok := clients.Load(key); ok {
		return known.(*client)
	}
	known, loaded := clients.LoadOrStore(key, read(cl))
	if !loaded {
		runtime.AddCleanup(cl, func(gone weak.Pointer[kgo.Client]) { clients.Delete(gone) }, key)
	}
	return known.(*client)
}

func read(cl *kgo.Client) *client {
	c := &client{byHand: kotel(cl.OptValue("WithHooks")), place: messaging.Place{Partition: -1, Offset: -1}}
	c.place.Group, _ = cl.OptValue("ConsumerGroup").(string)
	c.place.Client, _ = cl.OptValue("ClientID").(string)
	if seeds, _ := cl.OptValue("SeedBrokers").([]string); len(seeds) == 1 {
		c.place.Broker = seeds[0]
	}
	c.topic, _ = cl.OptValue("DefaultProduceTopic").(string)
	c.always, _ = cl.OptValue("DefaultProduceTopicAlways").(bool)
	return c
}

// kotel looks for its tracer among a client's hooks, whose type is not exported.
func kotel(hooks any) bool {
	list := reflect.ValueOf(hooks)
	if list.Kind() != reflect.Slice {
		return false
	}
	for i := range list.Len() {
		if hook := list.Index(i).Elem(); hook.IsValid() && isKotel(hook.Type(), 3) {
			return true
		}
	}
	return false
}

// isKotel also knows a type that embeds the tracer.
func isKotel(t reflect.Type, depth int) bool {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Name() == "Tracer" && strings.HasSuffix(t.PkgPath(), "/franz-go/plugin/kotel") {
		return true
	}
	if t.Kind() != reflect.Struct || depth == 0 {
		return false
	}
	for i := range t.NumField() {
		if f := t.Field(i); f.Anonymous && isKotel(f.Type, depth-1) {
			return true
		}
	}
	return false
}

var named = messaging.NamedErrors{
	{Err: kgo.ErrRecordTimeout, Name: "kgo.ErrRecordTimeout"},
	{Err: kgo.ErrRecordRetries, Name: "kgo.ErrRecordRetries"},
	{Err: kgo.ErrMaxBuffered, Name: "kgo.ErrMaxBuffered"},
	{Err: kgo.ErrAborting, Name: "kgo.ErrAborting"},
	{Err: kgo.ErrClientClosed, Name: "kgo.ErrClientClosed"},
}

// end ends a call, with Kafka's name for the error where it has one, or kgo's.
func end(c *messaging.Call, err error) {
	var known *kerr.Error
	message := ""
	if errors.As(err, &known) {
		message = known.Message
	}
	c.EndNamed(err, message, named)
}
