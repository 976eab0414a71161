package pgx

import (
	"context"
	"strings"

	"github.com/jackc/pgx/v5"

	"otel-go.internal/hooks/internal/db"
)

// tracer is that of one connection. Tracers of the application are asked first, and are told of ends last.
type tracer struct {
	target  *db.Target
	query   pgx.QueryTracer
	batch   pgx.BatchTracer
	copy    pgx.CopyFromTracer
	prepare pgx.PrepareTracer
}

// kind is what a call is: pgx prepares statements inside of queries, with the same context.
type kind uint8

const (
	queryCall kind = iota
	batchCall
	copyCall
	prepareCall
)

// callContext is the context of one call.
type callContext struct {
	context.Context
	kind kind
	call *db.Call
}

// Value returns the call for its own kind.
func (c *callContext) Value(key any) any {
	if k, ok := key.(kind); ok && k == c.kind {
		return c.call
	}
	return c.Context.Value(key)
}

// open begins a call, unless before and ctx, the contexts around the application's own tracer, tell that this one traces it.
func open(before, ctx context.Context, k kind, prepare func() *db.Prepared) context.Context {
	if !library.Traces(before) || db.ClientSpan(before, ctx) {
		return &callContext{ctx, k, nil}
	}
	call, inner := library.Open(ctx, prepare())
	return &callContext{inner, k, call}
}

func end(ctx context.Context, k kind, err error) {
	if call, _ := ctx.Value(k).(*db.Call); call != nil {
		call.End(err)
	}
}

// ping is what (*pgx.Conn).Ping asks.
const ping = "-- ping"

func (t *tracer) TraceQueryStart(ctx context.Context, conn *pgx.Conn, data pgx.TraceQueryStartData) context.Context {
	before := ctx
	if t.query != nil {
		ctx = t.query.TraceQueryStart(ctx, conn, data)
	}
	return open(before, ctx, queryCall, func() *db.Prepared {
		if data.SQL == ping {
			return t.target.Prepare("PING", "")
		}
		return t.target.Statement(sqlOf(conn, data.SQL))
	})
}

func (t *tracer) TraceQueryEnd(ctx context.Context, conn *pgx.Conn, data pgx.TraceQueryEndData) {
	end(ctx, queryCall, data.Err)
	if t.query != nil {
		t.query.TraceQueryEnd(ctx, conn, data)
	}
}

func (t *tracer) TraceBatchStart(ctx context.Context, conn *pgx.Conn, data pgx.TraceBatchStartData) context.Context {
	before := ctx
	if t.batch != nil {
		ctx = t.batch.TraceBatchStart(ctx, conn, data)
	}
	return open(before, ctx, batchCall, func() *db.Prepared { return t.describeBatch(conn, data.Batch) })
}

func (t *tracer) TraceBatchQuery(ctx context.Context, conn *pgx.Conn, data pgx.TraceBatchQueryData) {
	if t.batch != nil {
		t.batch.TraceBatchQuery(ctx, conn, data)
	}
}

func (t *tracer) TraceBatchEnd(ctx context.Context, conn *pgx.Conn, data pgx.TraceBatchEndData) {
	end(ctx, batchCall, data.Err)
	if t.batch != nil {
		t.batch.TraceBatchEnd(ctx, conn, data)
	}
}

func (t *tracer) TraceCopyFromStart(ctx context.Context, conn *pgx.Conn, data pgx.TraceCopyFromStartData) context.Context {
	before := ctx
	if t.copy != nil {
		ctx = t.copy.TraceCopyFromStart(ctx, conn, data)
	}
	return open(before, ctx, copyCall, func() *db.Prepared {
		return t.target.Describe(db.Statement{Operation: "COPY", Collection: strings.Join(data.TableName, ".")}, "")
	})
}

func (t *tracer) TraceCopyFromEnd(ctx context.Context, conn *pgx.Conn, data pgx.TraceCopyFromEndData) {
	end(ctx, copyCall, data.Err)
	if t.copy != nil {
		t.copy.TraceCopyFromEnd(ctx, conn, data)
	}
}

func (t *tracer) TracePrepareStart(ctx context.Context, conn *pgx.Conn, data pgx.TracePrepareStartData) context.Context {
	before := ctx
	if t.prepare != nil {
		ctx = t.prepare.TracePrepareStart(ctx, conn, data)
	}
	if within(before) {
		return &callContext{ctx, prepareCall, nil}
	}
	return open(before, ctx, prepareCall, func() *db.Prepared { return t.target.Prepare("PREPARE", data.SQL) })
}

func (t *tracer) TracePrepareEnd(ctx context.Context, conn *pgx.Conn, data pgx.TracePrepareEndData) {
	end(ctx, prepareCall, data.Err)
	if t.prepare != nil {
		t.prepare.TracePrepareEnd(ctx, conn, data)
	}
}

// within says that pgx prepares a statement for a query or a batch, whose span it is part of.
func within(ctx context.Context) bool {
	for _, k := range [...]kind{queryCall, batchCall, copyCall} {
		if call, _ := ctx.Value(k).(*db.Call); call != nil {
			return true
		}
	}
	return false
}
