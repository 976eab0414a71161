package redis

import (
	"net"
	"reflect"
	"strconv"
	"sync"
	"unsafe"

	"github.com/redis/go-redis/v9"
	"go.opentelemetry.io/otel/attribute"

	"otel-go.internal/hooks/internal/field"
	"otel-go.internal/hooks/internal/semconv"
)

// The options and the pool of a client lie in unexported fields. Each is looked up by name and checked by type once; where one is
// missing its attributes are left out.
//
// Source: redis.go (type baseClient), pubsub.go (type PubSub) and osscluster.go (type clusterNode) of go-redis 9.0 to 9.23.
type clientLayout struct {
	options, pool, client int
	poolType              reflect.Type
}

var layouts sync.Map // reflect.Type -> clientLayout

func layoutOf(t reflect.Type) clientLayout {
	if known, ok := layouts.Load(t); ok {
		return known.(clientLayout)
	}
	layout := clientLayout{options: -1, pool: -1, client: -1}
	if t != nil && t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct {
		layout.options = field.Offset(t.Elem(), "opt", reflect.TypeFor[*redis.Options]())
		layout.client = field.Offset(t.Elem(), "Client", reflect.TypeFor[*redis.Client]())
		if f, ok := t.Elem().FieldByName("connPool"); ok && len(f.Index) == 1 && f.Type.Kind() == reflect.Interface {
			layout.pool, layout.poolType = int(f.Offset), f.Type
		}
	}
	layouts.Store(t, layout)
	return layout
}

// server is where a client's commands go.
type server struct {
	options *redis.Options
}

func serverOf(client any) server {
	layout := layoutOf(reflect.TypeOf(client))
	p := reflect.ValueOf(client)
	if layout.options < 0 || p.IsNil() {
		return server{}
	}
	return server{*(**redis.Options)(unsafe.Add(p.UnsafePointer(), layout.options))}
}

func serverOfNode(node any) server {
	layout := layoutOf(reflect.TypeOf(node))
	p := reflect.ValueOf(node)
	if layout.client < 0 || p.IsNil() {
		return server{}
	}
	client := *(**redis.Client)(unsafe.Add(p.UnsafePointer(), layout.client))
	if client == nil {
		return server{}
	}
	return server{client.Options()}
}

// ofConnection says whether client is the one that go-redis makes to set up a connection: it has a pool of that connection alone.
func ofConnection(client any) bool {
	layout := layoutOf(reflect.TypeOf(client))
	p := reflect.ValueOf(client)
	if layout.pool < 0 || p.IsNil() {
		return false
	}
	pool := reflect.NewAt(layout.poolType, unsafe.Add(p.UnsafePointer(), layout.pool)).Elem().Elem()
	return pool.IsValid() && pool.Kind() == reflect.Pointer && pool.Type().Elem().Name() == "SingleConnPool"
}

// handshake says whether go-redis itself sends the command when it sets up a connection.
func handshake(name string) bool {
	switch name {
	case "hello", "auth", "client", "select", "readonly":
		return true
	}
	return false
}

func handshakes(cmds []redis.Cmder) bool {
	for _, cmd := range cmds {
		if !handshake(cmd.Name()) {
			return false
		}
	}
	return true
}

// attributes adds those that spans and measurements have from the start.
func (s server) attributes(attrs []attribute.KeyValue, name string) []attribute.KeyValue {
	attrs = append(attrs, semconv.DBSystemNameRedis, semconv.DBOperationName(name))
	if s.options == nil {
		return attrs
	}
	attrs = append(attrs, semconv.DBNamespace(strconv.Itoa(s.options.DB)))
	// Addr of a failover client is a word of go-redis, no address.
	if s.options.Addr == "" || s.options.Addr == "FailoverClient" {
		return attrs
	}
	if s.options.Network == "unix" {
		return append(attrs, semconv.ServerAddress(s.options.Addr))
	}
	host, port, err := net.SplitHostPort(s.options.Addr)
	if err != nil {
		return append(attrs, semconv.ServerAddress(s.options.Addr))
	}
	// A cluster on the loopback interface names its nodes by their ports alone.
	if host != "" {
		attrs = append(attrs, semconv.ServerAddress(host))
	}
	if number, err := strconv.Atoi(port); err == nil {
		attrs = append(attrs, semconv.ServerPort(number))
	}
	return attrs
}
