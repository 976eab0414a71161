package db

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"

	"otel-go.internal/hooks/internal/semconv"
	"otel-go.internal/hooks/internal/telemetry"
)

// Library is the instrumentation of one database library.
type Library struct {
	// On is false when the library is switched off; it does not change.
	On    bool
	scope telemetry.Scope[*instruments]

	callback Callback

	mu    sync.Mutex
	pools map[*PoolMetrics]struct{}
}

// NewLibrary makes the instrumentation whose scope is called after the import path of the hooks, and which is switched by name.
func NewLibrary(importPath, name string) *Library {
	l := &Library{On: telemetry.Enabled(name), pools: map[*PoolMetrics]struct{}{}}
	l.scope.Name = importPath
	l.scope.SchemaURL = semconv.SchemaURL
	l.scope.Make = l.makeInstruments
	return l
}

type instruments struct {
	duration, wait metric.Float64Histogram
}

func (l *Library) makeInstruments(m metric.Meter) *instruments {
	of := NewPoolInstruments(m)
	pending := Gauge(m, "db.client.connection.pending_requests", "{request}", "The number of current pending requests for an open connection.")
	observe := func(_ context.Context, o metric.Observer) error {
		for _, p := range l.allPools() {
			s := p.stats()
			o.ObserveInt64(of.Count, s.Idle, p.idle)
			o.ObserveInt64(of.Count, s.Used, p.used)
			if s.Max > 0 {
				o.ObserveInt64(of.Max, s.Max, p.named)
			}
			if s.IdleMax > 0 {
				o.ObserveInt64(of.IdleMax, s.IdleMax, p.named)
			}
			o.ObserveInt64(pending, p.pending.Load(), p.named)
			o.ObserveInt64(of.Timeouts, p.timeouts.Load(), p.named)
		}
		return nil
	}
	l.callback.Register(m, observe, of.Count, of.IdleMax, of.Max, pending, of.Timeouts)
	return &instruments{
		duration: OperationDuration(m),
		wait:     duration(m, "db.client.connection.wait_time", "The time it took to obtain an open connection from the pool."),
	}
}

func (l *Library) allPools() []*PoolMetrics {
	l.mu.Lock()
	defer l.mu.Unlock()
	pools := make([]*PoolMetrics, 0, len(l.pools))
	for p := range l.pools {
		pools = append(pools, p)
	}
	return pools
}

// PoolStats is what a pool tells of itself; 0 where there is no limit.
type PoolStats struct{ Idle, Used, Max, IdleMax int64 }

// PoolMetrics are those of one pool of connections.
type PoolMetrics struct {
	library           *Library
	stats             func() PoolStats
	pending, timeouts atomic.Int64
	idle, used, named metric.MeasurementOption
	waited            []metric.RecordOption
}

// AddPool begins to measure a pool, until Remove.
func (l *Library) AddPool(name string, stats func() PoolStats) *PoolMetrics {
	pool := semconv.DBClientConnectionPoolName(name)
	p := &PoolMetrics{
		library: l,
		stats:   stats,
		idle:    metric.WithAttributeSet(attribute.NewSet(pool, semconv.DBClientConnectionStateIdle)),
		used:    metric.WithAttributeSet(attribute.NewSet(pool, semconv.DBClientConnectionStateUsed)),
		named:   metric.WithAttributeSet(attribute.NewSet(pool)),
	}
	p.waited = []metric.RecordOption{metric.WithAttributeSet(attribute.NewSet(pool))}
	l.mu.Lock()
	l.pools[p] = struct{}{}
	l.mu.Unlock()
	l.scope.Instruments()
	return p
}

// Remove ends it.
func (p *PoolMetrics) Remove() {
	p.library.mu.Lock()
	defer p.library.mu.Unlock()
	delete(p.library.pools, p)
}

// Wait is one wait for a connection of the pool.
type Wait struct {
	pool  *PoolMetrics
	start time.Time
}

// Wait begins to wait.
func (p *PoolMetrics) Wait() Wait {
	if p == nil {
		return Wait{}
	}
	p.pending.Add(1)
	return Wait{p, time.Now()}
}

// Done ends it, with or without a connection.
func (w Wait) Done(ctx context.Context, err error, panicked bool) {
	if w.pool == nil {
		return
	}
	w.pool.pending.Add(-1)
	switch {
	case panicked:
	case err == nil:
		if i := w.pool.library.scope.Instruments(); i != nil {
			i.wait.Record(ctx, time.Since(w.start).Seconds(), w.pool.waited...)
		}
	case errors.Is(err, context.DeadlineExceeded):
		w.pool.timeouts.Add(1)
	}
}

// Queue counts one more that waits for a connection, for libraries that report waits as events.
func (p *PoolMetrics) Queue() { p.pending.Add(1) }

// Dequeue ends a wait that took so long, and with an error where there was no connection.
func (p *PoolMetrics) Dequeue(took time.Duration, err error) {
	Wait{p, time.Now().Add(-took)}.Done(context.Background(), err, false)
}
