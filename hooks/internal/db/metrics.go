package db

import (
	"sync"

	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/metric/noop"
)

// Instruments by the semantic conventions 1.37.0, docs/database/database-metrics.md.

// OperationDuration makes the histogram of calls.
func OperationDuration(m metric.Meter) metric.Float64Histogram {
	return duration(m, "db.client.operation.duration", "Duration of database client operations.")
}

func duration(m metric.Meter, name, description string) metric.Float64Histogram {
	h, err := m.Float64Histogram(name, metric.WithUnit("s"), metric.WithDescription(description),
		metric.WithExplicitBucketBoundaries(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10))
	if err != nil {
		return noop.Float64Histogram{}
	}
	return h
}

// PoolInstruments are those that there is something to tell of for each library's pools.
type PoolInstruments struct {
	Count, Max, IdleMax metric.Int64ObservableUpDownCounter
	Timeouts            metric.Int64ObservableCounter
}

// NewPoolInstruments makes them.
func NewPoolInstruments(m metric.Meter) PoolInstruments {
	timeouts, err := m.Int64ObservableCounter("db.client.connection.timeouts", metric.WithUnit("{timeout}"),
		metric.WithDescription("The number of connection timeouts that have occurred trying to obtain a connection from the pool."))
	if err != nil {
		timeouts = noop.Int64ObservableCounter{}
	}
	return PoolInstruments{
		Count:    Gauge(m, "db.client.connection.count", "{connection}", "The number of connections that are currently in state described by the state attribute."),
		Max:      Gauge(m, "db.client.connection.max", "{connection}", "The maximum number of open connections allowed."),
		IdleMax:  Gauge(m, "db.client.connection.idle.max", "{connection}", "The maximum number of idle open connections allowed."),
		Timeouts: timeouts,
	}
}

// Gauge makes one more instrument that a callback observes.
func Gauge(m metric.Meter, name, unit, description string) metric.Int64ObservableUpDownCounter {
	c, err := m.Int64ObservableUpDownCounter(name, metric.WithUnit(unit), metric.WithDescription(description))
	if err != nil {
		return noop.Int64ObservableUpDownCounter{}
	}
	return c
}

// Callback is the only one by which a library observes its pools: two would count everything twice. Instruments are made anew for
// another provider, and by each of several goroutines that are the first to want them.
type Callback struct {
	mu      sync.Mutex
	present metric.Registration
}

// Register puts a callback in the place of the one before.
func (c *Callback) Register(m metric.Meter, observe metric.Callback, instruments ...metric.Observable) {
	registration, err := m.RegisterCallback(observe, instruments...)
	if err != nil {
		registration = nil
	}
	c.mu.Lock()
	before := c.present
	c.present = registration
	c.mu.Unlock()
	if before != nil {
		_ = before.Unregister()
	}
}
