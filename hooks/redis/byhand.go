package redis

import (
	"reflect"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"weak"

	"github.com/redis/go-redis/v9"
	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/internal/telemetry"
)

// recorder says that go-redis reports durations and pools to a recorder of the application's (redisotel-native): ours would be
// the same metrics a second time.
var recorder atomic.Bool

// AfterSetRecorder remembers that.
//
// Target: redis.SetOTelRecorder, since go-redis 9.18.
func AfterSetRecorder() { recorder.Store(true) }

// byHand says whether the span is that of redisotel: the application instruments this client itself.
func byHand(span trace.Span) bool {
	if kind, _ := telemetry.SpanKind(span); kind != trace.SpanKindClient {
		return false
	}
	// The method's result is a type of the SDK, which hooks do not import.
	method := reflect.ValueOf(span).MethodByName("InstrumentationScope")
	if !method.IsValid() || method.Type().NumIn() != 0 || method.Type().NumOut() != 1 || method.Type().Out(0).Kind() != reflect.Struct {
		return false
	}
	name := method.Call(nil)[0].FieldByName("Name")
	return name.IsValid() && name.Kind() == reflect.String && strings.Contains(name.String(), "redisotel")
}

// Clusters that redisotel traces. Its spans start below ours there, node by node, so that no span tells.
var (
	handMade    sync.Map // weak.Pointer[redis.ClusterClient] -> true
	anyHandMade atomic.Bool
)

// BeforeOnNewNode notes that redisotel traces a cluster.
//
// Target: redis.(*ClusterClient).OnNewNode.
func BeforeOnNewNode(client *redis.ClusterClient, instrument func(*redis.Client)) {
	if client == nil || instrument == nil {
		return
	}
	f := runtime.FuncForPC(reflect.ValueOf(instrument).Pointer())
	if f != nil && strings.Contains(f.Name(), "/redisotel/") && strings.Contains(f.Name(), "InstrumentTracing") {
		handMade.Store(weak.Make(client), true)
		anyHandMade.Store(true)
	}
}

func clusterByHand(client *redis.ClusterClient) bool {
	if client == nil || !anyHandMade.Load() {
		return false
	}
	_, ok := handMade.Load(weak.Make(client))
	return ok
}
