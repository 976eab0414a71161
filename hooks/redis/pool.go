package redis

import (
	"context"
	"strconv"
	"sync"
	"weak"

	"github.com/redis/go-redis/v9"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"

	"otel-go.internal/hooks/internal/db"
	"otel-go.internal/hooks/internal/semconv"
)

// clients whose pools are observed. Weak: an application that drops a client has no use for its metrics.
var (
	clientsMutex sync.Mutex
	clients      []weak.Pointer[redis.Client]
)

// AfterNewClient remembers the client for the pool's metrics.
//
// Targets: redis.NewClient, which cluster and ring clients call for each node too, and redis.NewFailoverClient.
func AfterNewClient(client *redis.Client) {
	if !on || client == nil {
		return
	}
	clientsMutex.Lock()
	alive := clients[:0]
	for _, one := range clients {
		if one.Value() != nil {
			alive = append(alive, one)
		}
	}
	clients = append(alive, weak.Make(client))
	clientsMutex.Unlock()
	scope.Instruments()
}

// pool is the state of all pools of one name.
type pool struct {
	idle, used, timeouts      int64
	maximum, maxIdle, minIdle int64
}

func pools() map[string]pool {
	clientsMutex.Lock()
	defer clientsMutex.Unlock()
	found := make(map[string]pool, len(clients))
	for _, one := range clients {
		client := one.Value()
		if client == nil {
			continue
		}
		options, stats := client.Options(), client.PoolStats()
		if options == nil || stats == nil {
			continue
		}
		name := options.Addr + "/" + strconv.Itoa(options.DB)
		p := found[name]
		p.idle += int64(stats.IdleConns)
		p.used += int64(stats.TotalConns) - int64(stats.IdleConns)
		p.timeouts += int64(stats.Timeouts)
		p.maximum += int64(options.PoolSize)
		p.maxIdle += int64(options.MaxIdleConns)
		p.minIdle += int64(options.MinIdleConns)
		found[name] = p
	}
	return found
}

var callback db.Callback

// observePools registers the pools' instruments.
func observePools(m metric.Meter) {
	instruments := db.NewPoolInstruments(m)
	minIdle := db.Gauge(m, "db.client.connection.idle.min", "{connection}", "The minimum number of idle open connections allowed.")
	observe := func(_ context.Context, o metric.Observer) error {
		if recorder.Load() {
			return nil
		}
		for name, p := range pools() {
			of := semconv.DBClientConnectionPoolName(name)
			alone := metric.WithAttributeSet(attribute.NewSet(of))
			o.ObserveInt64(instruments.Count, p.idle, metric.WithAttributeSet(attribute.NewSet(of, semconv.DBClientConnectionStateIdle)))
			o.ObserveInt64(instruments.Count, p.used, metric.WithAttributeSet(attribute.NewSet(of, semconv.DBClientConnectionStateUsed)))
			o.ObserveInt64(instruments.Max, p.maximum, alone)
			o.ObserveInt64(minIdle, p.minIdle, alone)
			o.ObserveInt64(instruments.Timeouts, p.timeouts, alone)
			// Zero is no limit.
			if p.maxIdle > 0 {
				o.ObserveInt64(instruments.IdleMax, p.maxIdle, alone)
			}
		}
		return nil
	}
	callback.Register(m, observe, instruments.Count, instruments.Max, instruments.IdleMax, minIdle, instruments.Timeouts)
}
