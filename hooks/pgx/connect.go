package pgx

import (
	"context"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"otel-go.internal/hooks/internal/db"
	"otel-go.internal/hooks/internal/field"
)

var library = db.NewLibrary("otel-go.internal/hooks/pgx", "pgx")

// Fields of pgx.Conn that are not exported.
//
// Source: conn.go of pgx v5.0.0 to v5.12.0.
var (
	queryTracer   = field.Of[pgx.Conn, pgx.QueryTracer]("queryTracer")
	batchTracer   = field.Of[pgx.Conn, pgx.BatchTracer]("batchTracer")
	copyTracer    = field.Of[pgx.Conn, pgx.CopyFromTracer]("copyFromTracer")
	prepareTracer = field.Of[pgx.Conn, pgx.PrepareTracer]("prepareTracer")
	statements    = field.Of[pgx.Conn, map[string]*pgconn.StatementDescription]("preparedStatements")
)

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
	if p := queryTracer.At(conn); p != nil {
		t.query, *p = *p, t
	}
	if p := batchTracer.At(conn); p != nil {
		t.batch, *p = *p, t
	}
	if p := copyTracer.At(conn); p != nil {
		t.copy, *p = *p, t
	}
	if p := prepareTracer.At(conn); p != nil {
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
	if p := statements.At(conn); p != nil {
		if description, ok := (*p)[sql]; ok && description != nil {
			return description.SQL
		}
	}
	return sql
}
