package sarama

import (
	"errors"
	"reflect"
	"strconv"
	"sync"
	"unsafe"

	"github.com/IBM/sarama"

	"otel-go.internal/hooks/internal/messaging"
)

var library = messaging.NewLibrary("sarama")

type fieldKey struct {
	of   reflect.Type
	name string
}

var fields sync.Map // fieldKey -> reflect.StructField, without type where there is no such field

// field reads a field of a pointer to a struct whose type sarama does not export; nil where there is none.
func field(of any, name string) any {
	v := reflect.ValueOf(of)
	if v.Kind() != reflect.Pointer || v.IsNil() || v.Type().Elem().Kind() != reflect.Struct {
		return nil
	}
	key := fieldKey{v.Type(), name}
	known, ok := fields.Load(key)
	if !ok {
		var found reflect.StructField
		if f, ok := v.Type().Elem().FieldByName(name); ok && len(f.Index) == 1 {
			found = f
		}
		known, _ = fields.LoadOrStore(key, found)
	}
	f := known.(reflect.StructField)
	if f.Type == nil {
		return nil
	}
	return reflect.NewAt(f.Type, unsafe.Add(v.UnsafePointer(), f.Offset)).Elem().Interface()
}

// placeOf is what the client that a producer, a consumer or an offset manager holds says.
func placeOf(holder any) (messaging.Place, *sarama.Config) {
	place := messaging.Place{Partition: -1, Offset: -1}
	config, _ := field(holder, "conf").(*sarama.Config)
	if config != nil {
		place.Client = config.ClientID
	}
	if client, ok := field(holder, "client").(sarama.Client); ok {
		if brokers := client.Brokers(); len(brokers) == 1 {
			place.Broker = brokers[0].Addr()
		}
	}
	return place, config
}

var named = messaging.NamedErrors{
	{Err: sarama.ErrOutOfBrokers, Name: "sarama.ErrOutOfBrokers"},
	{Err: sarama.ErrClosedClient, Name: "sarama.ErrClosedClient"},
	{Err: sarama.ErrNotConnected, Name: "sarama.ErrNotConnected"},
	{Err: sarama.ErrShuttingDown, Name: "sarama.ErrShuttingDown"},
	{Err: sarama.ErrIncompleteResponse, Name: "sarama.ErrIncompleteResponse"},
	{Err: sarama.ErrInsufficientData, Name: "sarama.ErrInsufficientData"},
}

// end ends a call, with Kafka's code for the error where it has one, or sarama's name.
func end(c *messaging.Call, err error) {
	var several sarama.ProducerErrors
	if errors.As(err, &several) && len(several) > 0 && several[0] != nil && several[0].Err != nil {
		err = several[0].Err
	}
	var code sarama.KError
	number := ""
	if errors.As(err, &code) {
		number = strconv.Itoa(int(code))
	}
	c.EndNamed(err, number, named)
}
