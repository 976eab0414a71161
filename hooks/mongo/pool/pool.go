package pool

import (
	"time"

	"go.mongodb.org/mongo-driver/event"
	"go.mongodb.org/mongo-driver/x/mongo/driver/topology"

	"otel-go.internal/hooks/internal/field"
	"otel-go.internal/hooks/internal/mongodb"
)

var library = mongodb.New("otel-go.internal/hooks/mongo/pool", "mongo")

// BeforeConfig adds a monitor of a server's pool to the options, in front of the application's.
//
// Target: x/mongo/driver/topology.newServerConfig, which every server is made with.
func BeforeConfig(options []topology.ServerOption) []topology.ServerOption {
	if !library.On {
		return options
	}
	return append(options[:len(options):len(options)], topology.WithConnectionPoolMonitor(monitor))
}

func monitor(own *event.PoolMonitor) *event.PoolMonitor {
	pool := library.NewPool()
	return &event.PoolMonitor{Event: func(e *event.PoolEvent) {
		if e != nil {
			noted := mongodb.PoolEvent{Type: e.Type, Address: e.Address, Reason: e.Reason, Took: took.Get(e)}
			if e.PoolOptions != nil {
				noted.Max = e.PoolOptions.MaxPoolSize
			}
			pool.Event(noted)
		}
		if own != nil && own.Event != nil {
			own.Event(e)
		}
	}}
}

// took is a field of events from version 1.15 on, the first whose pools are measured.
var took = field.Of[event.PoolEvent, time.Duration]("Duration")
