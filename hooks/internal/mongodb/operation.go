package mongodb

import (
	"context"
	"sync/atomic"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/db"
	"otel-go.internal/hooks/internal/gls"
	"otel-go.internal/hooks/internal/semconv"
)

// Operation is one operation under way, with all tries. Its span begins when the first command is about to be sent, for only then
// are its collection and the server known, and sampling is to see them; it counts from the operation's start.
type Operation struct {
	library  *Library
	ctx      context.Context
	start    time.Time
	database string
	name     string
	batch    batch

	call *db.Call
	// inner is the context that holds the span, for what comes by the operation's own.
	inner atomic.Pointer[context.Context]
	// quiet says that there is no span.
	quiet bool
}

type operationKey struct{}

// carrier is the context of an operation: it holds the span as soon as there is one.
type carrier struct {
	context.Context
	operation *Operation
}

func (c *carrier) Value(key any) any {
	if key == (operationKey{}) {
		return c.operation
	}
	if inner := c.operation.inner.Load(); inner != nil {
		return (*inner).Value(key)
	}
	return c.Context.Value(key)
}

func operationOf(ctx context.Context) *Operation {
	operation, _ := ctx.Value(operationKey{}).(*Operation)
	return operation
}

// Begin begins an operation, unless there is to be none: nested says that it belongs to the one in ctx, or to the driver. Name is
// what the driver calls it, if it does yet.
func (l *Library) Begin(ctx context.Context, nested bool, database, name string, batches any) (*Operation, context.Context) {
	if !l.On || ctx == nil {
		return nil, ctx
	}
	inside := operationOf(ctx) != nil
	if around := gls.Context(); nested || inside || api.Suppressed(ctx) || (around != nil && api.Suppressed(around)) {
		if inside {
			ctx = context.WithValue(ctx, operationKey{}, (*Operation)(nil))
		}
		return nil, ctx
	}
	o := &Operation{library: l, ctx: ctx, start: time.Now(), database: database, name: name, batch: batchOf(batches)}
	return o, &carrier{ctx, o}
}

// Sending notes what goes to which server; info is what the driver tells of it. Tries after the first change nothing.
func Sending(ctx context.Context, info any) {
	if ctx == nil {
		return
	}
	if o := operationOf(ctx); o != nil && o.call == nil && !o.quiet {
		s := readSent(info)
		o.open(s, describe(s.document))
	}
}

func (o *Operation) open(s sent, c command) {
	if c.name == "" {
		c.name = o.name
	}
	// The driver gives back its sessions when it is closed; by itself that is no operation of the application.
	if c.name == "endSessions" && !trace.SpanContextFromContext(o.ctx).IsValid() && !traced(gls.Context()) {
		o.quiet = true
		return
	}
	var more []attribute.KeyValue
	if o.batch.size > 1 {
		more = []attribute.KeyValue{semconv.DBOperationBatchSize(o.batch.size)}
	}
	var text string
	if db.Text != db.None && !s.redacted && len(s.document) > 0 {
		text = db.Cut(statement(s.document, c, o.batch, db.Text == db.Full))
	}
	described := db.Statement{Text: text, Operation: c.name, Collection: c.collection}
	prepared := o.library.target(s.address, o.database).Describe(described, text, more...)
	call, ctx := o.library.OpenAt(o.ctx, prepared, o.start)
	o.call = call
	o.inner.Store(&ctx)
}

func traced(ctx context.Context) bool {
	return ctx != nil && trace.SpanContextFromContext(ctx).IsValid()
}

// End ends the operation. Code is the server's for the error, if it comes from there.
func (o *Operation) End(err error, code string, exit api.Exit) {
	if o == nil {
		return
	}
	if o.call == nil && !o.quiet {
		o.open(sent{}, command{}) // no server was there to send it to
	}
	switch {
	case o.call == nil:
	case err == nil || exit.Panicked:
		o.call.Exit(nil, exit)
	case code != "":
		o.call.Fail(err, semconv.DBResponseStatusCode(code), semconv.ErrorTypeKey.String(code))
	default:
		o.call.Fail(err, semconv.ErrorTypeOf(err, semconv.Canceled, semconv.DeadlineExceeded))
	}
}
