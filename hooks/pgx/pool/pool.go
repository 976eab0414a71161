package pool

import (
	"context"
	"sync"

	"github.com/jackc/pgx/v5/pgxpool"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/db"
)

var library = db.NewLibrary("otel-go.internal/hooks/pgx/pool", "pgx")

// pools has an entry for each pool until it is closed; a pool that is never closed keeps a goroutine, and is never freed either.
var pools sync.Map

// AfterNew begins to measure a pool.
//
// Target: github.com/jackc/pgx/v5/pgxpool.NewWithConfig, which New calls.
func AfterNew(pool *pgxpool.Pool, err error) {
	if !library.On || err != nil || pool == nil {
		return
	}
	config := pool.Config().ConnConfig
	server := db.Server{System: "postgresql", Namespace: config.Database, Address: config.Host, Port: int(config.Port)}
	metrics := library.AddPool(db.NewTarget(server).PoolName(), func() db.PoolStats {
		s := pool.Stat()
		return db.PoolStats{Idle: int64(s.IdleConns()), Used: int64(s.AcquiredConns()), Max: int64(s.MaxConns()), IdleMax: int64(s.MaxConns())}
	})
	pools.Store(pool, metrics)
}

// BeforeClose forgets it.
//
// Target: github.com/jackc/pgx/v5/pgxpool.(*Pool).Close.
func BeforeClose(pool *pgxpool.Pool) {
	if metrics, ok := pools.LoadAndDelete(pool); ok {
		metrics.(*db.PoolMetrics).Remove()
	}
}

// waiting is one call of Acquire.
type waiting struct {
	wait db.Wait
	ctx  context.Context
}

// BeforeAcquire begins to wait for a connection.
//
// Target: github.com/jackc/pgx/v5/pgxpool.(*Pool).Acquire.
func BeforeAcquire(pool *pgxpool.Pool, ctx context.Context) waiting {
	if metrics, ok := pools.Load(pool); ok && ctx != nil {
		return waiting{metrics.(*db.PoolMetrics).Wait(), ctx}
	}
	return waiting{}
}

// AfterAcquire ends it.
func AfterAcquire(w waiting, _ any, err error, exit api.Exit) { w.wait.Done(w.ctx, err, exit.Panicked) }
