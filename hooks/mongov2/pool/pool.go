package pool

import (
	"go.mongodb.org/mongo-driver/v2/event"
	"go.mongodb.org/mongo-driver/v2/x/mongo/driver/topology"

	"otel-go.internal/hooks/internal/mongodb"
)

var library = mongodb.New("otel-go.internal/hooks/mongov2/pool", "mongov2")

// BeforeConfig adds a monitor of a server's pool to the options, in front of the application's.
//
// Target: x/mongo/driver/topology.newServerConfig, which every server is made with.
func BeforeConfig(_ any, options []topology.ServerOption) []topology.ServerOption {
	if !library.On {
		return options
	}
	return append(options[:len(options):len(options)], topology.WithConnectionPoolMonitor(monitor))
}

func monitor(own *event.PoolMonitor) *event.PoolMonitor {
	pool := library.NewPool()
	return &event.PoolMonitor{Event: func(e *event.PoolEvent) {
		if e != nil {
			noted := mongodb.PoolEvent{Type: e.Type, Address: e.Address, Reason: e.Reason, Took: e.Duration}
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
