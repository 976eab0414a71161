package databasesql

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"runtime"
	"sync"
	"sync/atomic"
	"weak"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/db"
)

var library = db.NewLibrary("otel-go.internal/hooks/databasesql", "databasesql")

// database is what is known of an *sql.DB.
type database struct {
	*db.Target
	// byhand says that the application has the driver traced by a package of its own.
	byhand  bool
	pool    *db.PoolMetrics
	idleMax atomic.Int64

	begin, commit, rollback, ping *db.Prepared
}

// databases has an entry for each *sql.DB until it is closed. A handle that is never closed is never freed either: database/sql
// keeps a goroutine for it.
var databases sync.Map

// defaultIdleMax is database/sql's.
const defaultIdleMax = 2

// closedHandles has the handles that were closed and are not freed yet. An application that ends may go on using them for a moment, which
// must not begin to measure them anew, for nobody would end that.
var closedHandles sync.Map // weak.Pointer[sql.DB] -> true

func isClosed(handle *sql.DB) bool {
	_, is := closedHandles.Load(weak.Make(handle))
	return is
}

func databaseOf(handle *sql.DB) *database {
	if known, ok := databases.Load(handle); ok {
		return known.(*database)
	}
	d := newDatabase(handle)
	if isClosed(handle) {
		return d
	}
	if !d.byhand {
		d.pool = library.AddPool(d.PoolName(), func() db.PoolStats { return d.stats(handle) })
	}
	if known, loaded := databases.LoadOrStore(handle, d); loaded {
		d.unmeasured()
		return known.(*database)
	}
	if isClosed(handle) {
		forget(handle)
	}
	return d
}

func newDatabase(handle *sql.DB) *database {
	var connector driver.Connector
	if p := dbConnector.At(handle); p != nil {
		connector = *p
	}
	server, byhand := describe(connector)
	d := &database{Target: db.NewTarget(server), byhand: byhand}
	d.begin, d.commit, d.rollback = d.Prepare("BEGIN", ""), d.Prepare("COMMIT", ""), d.Prepare("ROLLBACK", "")
	d.ping = d.Prepare("PING", "")
	d.idleMax.Store(defaultIdleMax)
	return d
}

func (d *database) stats(handle *sql.DB) db.PoolStats {
	s := handle.Stats()
	stats := db.PoolStats{Idle: int64(s.Idle), Used: int64(s.InUse), Max: int64(s.MaxOpenConnections), IdleMax: d.idleMax.Load()}
	if stats.Max > 0 {
		stats.IdleMax = min(stats.IdleMax, stats.Max)
	}
	return stats
}

// unmeasured ends the measurement of the pool.
func (d *database) unmeasured() {
	if d.pool != nil {
		d.pool.Remove()
	}
}

func forget(handle *sql.DB) {
	if known, ok := databases.LoadAndDelete(handle); ok {
		known.(*database).unmeasured()
	}
}

// AfterOpenDB begins to measure the pool.
//
// Target: database/sql.OpenDB, which Open calls too.
func AfterOpenDB(handle *sql.DB) {
	if library.On && handle != nil {
		databaseOf(handle)
	}
}

// BeforeClose forgets the handle.
//
// Target: database/sql.(*DB).Close.
func BeforeClose(handle *sql.DB) {
	if !library.On || handle == nil {
		return
	}
	key := weak.Make(handle)
	if _, again := closedHandles.LoadOrStore(key, true); !again {
		runtime.AddCleanup(handle, func(key weak.Pointer[sql.DB]) { closedHandles.Delete(key) }, key)
	}
	forget(handle)
}

// BeforeSetMaxIdleConns remembers what DB.Stats does not tell.
//
// Target: database/sql.(*DB).SetMaxIdleConns.
func BeforeSetMaxIdleConns(handle *sql.DB, n int) {
	if library.On && handle != nil {
		databaseOf(handle).idleMax.Store(int64(max(n, 0)))
	}
}

// waiting is one call of (*DB).conn.
type waiting struct {
	wait db.Wait
	ctx  context.Context
}

// BeforeConn begins to wait for a connection.
//
// Target: database/sql.(*DB).conn.
func BeforeConn(handle *sql.DB, ctx context.Context, _ any) waiting {
	if !library.On || ctx == nil {
		return waiting{}
	}
	return waiting{databaseOf(handle).pool.Wait(), ctx}
}

// AfterConn ends it.
func AfterConn(w waiting, _ any, err error, exit api.Exit) { w.wait.Done(w.ctx, err, exit.Panicked) }
