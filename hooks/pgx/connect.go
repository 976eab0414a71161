package pgx

import (
	"context"
	"reflect"
	"sync"
	"unsafe"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"otel-go.internal/hooks/internal/db"
)

var library = db.NewLibrary("otel-go.internal/hooks/pgx", "pgx")

// Fields of pgx.Conn that are not exported, looked up by name and checked by type; where one is missing, in another version,
// what needs it is left out.
//
// Source: conn.go of pgx v5.0.0 to v5.12.0.
var (
	queryTracer   = fieldOf[pgx.QueryTracer]("queryTracer")
	batchTracer   = fieldOf[pgx.BatchTracer]("batchTracer")
	copyTracer    = fieldOf[pgx.CopyFromTracer]("copyFromTracer")
	prepareTracer = fieldOf[pgx.PrepareTracer]("prepareTracer")
	statements    = fieldOf[map[string]*pgconn.StatementDescription]("preparedStatements")
)

// field is the place of a field in pgx.Conn, negative if there is none.
type field[F any] int

func fieldOf[F any](name string) field[F] {
	f, ok := reflect.TypeFor[pgx.Conn]().FieldByName(name)
	if !ok || len(f.Index) != 1 || f.Type != reflect.TypeFor[F]() {
		return -1
	}
	return field[F](f.Offset)
}

func (f field[F]) of(conn *pgx.Conn) *F {
	if f < 0 || conn == nil {
		return nil
	}
	return (*F)(unsafe.Add(unsafe.Pointer(conn), int(f)))
}

// targets has one for each server, so that the connections of a pool share what is prepared for statements.
var targets sync.Map

func targetOf(config *pgx.ConnConfig) *db.Target {
	server := db.Server{System: "postgresql", Namespace: config.Database, Address: config.Host, Port: int(config.Port)}
	if known, ok := targets.Load(server); ok {
		return known.(*db.Target)
	}
	known, _ := targets.LoadOrStore(server, db.NewTarget(server))
	return known.(*db.Target)
}

// BeforeConnect remembers the server.
//
// Target: github.com/jackc/pgx/v5.connect, through which every connection comes.
func BeforeConnect(_ context.Context, config *pgx.ConnConfig) *db.Target {
	if !library.On || config == nil {
		return nil
	}
	return targetOf(config)
}

// AfterConnect gives the new connection its tracer.
func AfterConnect(target *db.Target, conn *pgx.Conn, err error) {
	if target == nil || err != nil || conn == nil {
		return
	}
	t := &tracer{target: target}
	if p := queryTracer.of(conn); p != nil {
		t.query, *p = *p, t
	}
	if p := batchTracer.of(conn); p != nil {
		t.batch, *p = *p, t
	}
	if p := copyTracer.of(conn); p != nil {
		t.copy, *p = *p, t
	}
	if p := prepareTracer.of(conn); p != nil {
		t.prepare, *p = *p, t
	}
}

// sqlOf returns the text of what is asked: it may be the name of a prepared statement.
func sqlOf(conn *pgx.Conn, sql string) string {
	for i := range len(sql) {
		if sql[i] == ' ' {
			return sql
		}
	}
	if p := statements.of(conn); p != nil {
		if description, ok := (*p)[sql]; ok && description != nil {
			return description.SQL
		}
	}
	return sql
}
