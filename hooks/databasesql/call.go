package databasesql

import (
	"context"
	"database/sql"
	"errors"
	"io"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/db"
)

// start begins the call of a statement, and returns the context that the driver gets. Its arguments are none of the hooks' business:
// if these took them, the compiler would tell callers that they escape, and all that imports database/sql would be another build.
func start(handle *sql.DB, ctx context.Context, query string) (*db.Call, context.Context) {
	if handle == nil || !library.Traces(ctx) {
		return nil, ctx
	}
	d := databaseOf(handle)
	if d.byhand {
		return nil, ctx
	}
	return library.Start(ctx, d.Statement(query))
}

// BeforeQuery starts the span of a query.
//
// Target: database/sql.(*DB).QueryContext, which Query, QueryRow and QueryRowContext call.
func BeforeQuery(handle *sql.DB, ctx context.Context, query string, _ any) (*db.Call, context.Context, string) {
	call, ctx := start(handle, ctx, query)
	return call, ctx, query
}

// AfterQuery ends the span of a call that has failed. Otherwise the rows do when they are closed.
func AfterQuery(call *db.Call, _ *sql.Rows, err error, exit api.Exit) {
	if call != nil {
		call.Exit(err, exit)
	}
}

// BeforeTxQuery starts the span of a query in a transaction.
//
// Target: database/sql.(*Tx).QueryContext.
func BeforeTxQuery(tx *sql.Tx, ctx context.Context, query string, _ any) (*db.Call, context.Context, string) {
	return BeforeQuery(txDB.Get(tx), ctx, query, nil)
}

// BeforeConnQuery starts the span of a query on a connection that the application holds.
//
// Target: database/sql.(*Conn).QueryContext.
func BeforeConnQuery(conn *sql.Conn, ctx context.Context, query string, _ any) (*db.Call, context.Context, string) {
	return BeforeQuery(connDB.Get(conn), ctx, query, nil)
}

// BeforeRows makes the rows end the call that they come from.
//
// Target: database/sql.(*Rows).initContextClose, where no other goroutine has the rows yet.
func BeforeRows(rows *sql.Rows, _, _ any) {
	release := rowsRelease.At(rows)
	if release == nil || *release == nil || !rowsError.Known() {
		return
	}
	call := db.Inside()
	if call == nil || call.Library != library || !call.Wait(rows, *release) {
		return
	}
	*release = func(err error) { closed(call, rows, err) }
}

// closed runs under the lock of the rows, in (*Rows).close.
func closed(call *db.Call, rows *sql.Rows, err error) {
	call.Release(err)
	if last := rowsError.Get(rows); last != nil && last != io.EOF {
		err = last
	}
	call.End(err)
}

// BeforeExec starts the span of a statement without rows.
//
// Target: database/sql.(*DB).ExecContext, which Exec calls.
func BeforeExec(handle *sql.DB, ctx context.Context, query string, _ any) (*db.Call, context.Context, string) {
	return BeforeQuery(handle, ctx, query, nil)
}

// AfterExec ends it.
func AfterExec(call *db.Call, _ sql.Result, err error, exit api.Exit) {
	if call != nil {
		call.Exit(err, exit)
	}
}

// BeforeTxExec starts the span of a statement without rows in a transaction.
//
// Target: database/sql.(*Tx).ExecContext.
func BeforeTxExec(tx *sql.Tx, ctx context.Context, query string, _ any) (*db.Call, context.Context, string) {
	return BeforeQuery(txDB.Get(tx), ctx, query, nil)
}

// BeforeConnExec starts the span of a statement without rows on a connection that the application holds.
//
// Target: database/sql.(*Conn).ExecContext.
func BeforeConnExec(conn *sql.Conn, ctx context.Context, query string, _ any) (*db.Call, context.Context, string) {
	return BeforeQuery(connDB.Get(conn), ctx, query, nil)
}

// BeforeStmtQuery starts the span of a query that has been prepared.
//
// Target: database/sql.(*Stmt).QueryContext.
func BeforeStmtQuery(stmt *sql.Stmt, ctx context.Context, _ any) (*db.Call, context.Context) {
	return start(stmtDB.Get(stmt), ctx, stmtQuery.Get(stmt))
}

// BeforeStmtExec starts the span of a statement without rows that has been prepared.
//
// Target: database/sql.(*Stmt).ExecContext.
func BeforeStmtExec(stmt *sql.Stmt, ctx context.Context, _ any) (*db.Call, context.Context) {
	return start(stmtDB.Get(stmt), ctx, stmtQuery.Get(stmt))
}

// round begins a round trip that is no statement: its context stays the caller's, for it may live on.
func round(handle *sql.DB, ctx context.Context, of func(*database) *db.Prepared) *db.Call {
	if handle == nil || !library.Traces(ctx) {
		return nil
	}
	d := databaseOf(handle)
	if d.byhand {
		return nil
	}
	call, _ := library.Start(ctx, of(d))
	return call
}

// BeforePrepare starts the span of preparing a statement.
//
// Target: database/sql.(*DB).PrepareContext, which Prepare calls.
func BeforePrepare(handle *sql.DB, ctx context.Context, query string) *db.Call {
	return round(handle, ctx, func(d *database) *db.Prepared { return d.Prepare("PREPARE", query) })
}

// AfterPrepare ends it.
func AfterPrepare(call *db.Call, _ *sql.Stmt, err error, exit api.Exit) {
	if call != nil {
		call.Exit(err, exit)
	}
}

// BeforePrepareDC starts the span of preparing a statement on the connection of a transaction or an *sql.Conn.
//
// Target: database/sql.(*DB).prepareDC, which statements of handles go through as well.
func BeforePrepareDC(handle *sql.DB, ctx context.Context, _, _, _ any, query string) *db.Call {
	return BeforePrepare(handle, ctx, query)
}

// BeforePing starts the span of a ping, which may open a connection.
//
// Target: database/sql.(*DB).PingContext, which Ping calls.
func BeforePing(handle *sql.DB, ctx context.Context) *db.Call {
	return round(handle, ctx, func(d *database) *db.Prepared { return d.ping })
}

// AfterPing ends it.
func AfterPing(call *db.Call, err error, exit api.Exit) {
	if call != nil {
		call.Exit(err, exit)
	}
}

// BeforeConnPing starts the span of a ping on a connection that the application holds.
//
// Target: database/sql.(*Conn).PingContext.
func BeforeConnPing(conn *sql.Conn, ctx context.Context) *db.Call {
	return BeforePing(connDB.Get(conn), ctx)
}

// BeforeBegin starts the span of the beginning of a transaction.
//
// Target: database/sql.(*DB).BeginTx, which Begin calls.
func BeforeBegin(handle *sql.DB, ctx context.Context, _ any) *db.Call {
	return round(handle, ctx, func(d *database) *db.Prepared { return d.begin })
}

// AfterBegin ends it.
func AfterBegin(call *db.Call, _ *sql.Tx, err error, exit api.Exit) {
	if call != nil {
		call.Exit(err, exit)
	}
}

// BeforeBeginDC starts the span of the beginning of a transaction on an *sql.Conn.
//
// Target: database/sql.(*DB).beginDC, which transactions of handles go through as well.
func BeforeBeginDC(handle *sql.DB, ctx context.Context, _, _, _ any) *db.Call {
	return BeforeBegin(handle, ctx, nil)
}

// ending is the end of a transaction.
type ending struct {
	call *db.Call
	// cancelled says that the transaction's context had ended before: what the driver says of its connection is a consequence.
	cancelled bool
}

// BeforeCommit starts the span of the end of a transaction, under the context that it has begun with.
//
// Target: database/sql.(*Tx).Commit.
func BeforeCommit(tx *sql.Tx) ending {
	return ending{call: endTx(tx, func(d *database) *db.Prepared { return d.commit })}
}

// BeforeRollback starts the span of giving up a transaction.
//
// Target: database/sql.(*Tx).rollback, by Rollback or because its context has ended. After the transaction's end it is called
// again and does nothing.
func BeforeRollback(tx *sql.Tx, _ bool) ending {
	call := endTx(tx, func(d *database) *db.Prepared { return d.rollback })
	return ending{call, call != nil && txContext.Get(tx).Err() != nil}
}

func endTx(tx *sql.Tx, of func(*database) *db.Prepared) *db.Call {
	ctx := txContext.Get(tx)
	if done := txDone.At(tx); done == nil || done.Load() || ctx == nil {
		return nil
	}
	return round(txDB.Get(tx), ctx, of)
}

// AfterTx ends the span of a transaction's end. That somebody else has ended it a moment before is no error.
func AfterTx(e ending, err error, exit api.Exit) {
	if e.call == nil {
		return
	}
	if e.cancelled || errors.Is(err, sql.ErrTxDone) {
		err = nil
	}
	e.call.Exit(err, exit)
}
