package db

import (
	"context"
	"strings"
	"sync/atomic"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/gls"
	"otel-go.internal/hooks/internal/semconv"
	"otel-go.internal/hooks/internal/telemetry"
)

// Call is one call of a database as its caller sees it: with all tries, and until its rows are closed.
type Call struct {
	Library  *Library
	Prepared *Prepared
	// Rows is the library's own object, which ends the call when it is closed.
	Rows any
	// Release is what the library did with the rows' connection before the call was put in between.
	Release func(error)

	ctx     context.Context
	span    trace.Span
	record  *gls.Record
	start   time.Time
	ended   atomic.Bool
	waiting bool
}

// Inside says whether the running goroutine is inside a call, of this library or another: what a driver does for a statement is
// part of that statement's span.
func Inside() *Call {
	if record := gls.Current(); record != nil {
		call, _ := record.Owner().(*Call)
		return call
	}
	return nil
}

// Traces says whether a call in ctx gets a span of ours.
func (l *Library) Traces(ctx context.Context) bool {
	if !l.On || ctx == nil || Inside() != nil || api.Suppressed(ctx) {
		return false
	}
	if around := gls.Context(); around != nil && api.Suppressed(around) {
		return false
	}
	return !tracedByHand(ctx)
}

// Start begins a call and makes its span the goroutine's current one; the context that it returns holds it too. The caller has
// asked Traces.
func (l *Library) Start(ctx context.Context, p *Prepared) (*Call, context.Context) {
	c, ctx := l.Open(ctx, p)
	sc := c.span.SpanContext()
	c.record = gls.Push(ctx, sc.TraceID(), sc.SpanID(), c)
	return c, ctx
}

// Open is Start for calls whose end the goroutine may not wait for: only the context that it returns holds the span.
func (l *Library) Open(ctx context.Context, p *Prepared) (*Call, context.Context) {
	return l.open(ctx, p, time.Now(), p.spans)
}

// OpenAt is Open for a call that has begun before everything was known of it.
func (l *Library) OpenAt(ctx context.Context, p *Prepared, start time.Time) (*Call, context.Context) {
	return l.open(ctx, p, start, append(p.spans[:len(p.spans):len(p.spans)], trace.WithTimestamp(start)))
}

func (l *Library) open(ctx context.Context, p *Prepared, start time.Time, options []trace.SpanStartOption) (*Call, context.Context) {
	ctx, span := l.scope.Tracer().Start(telemetry.Parent(ctx, gls.Context()), p.name, options...)
	return &Call{Library: l, Prepared: p, ctx: ctx, span: span, start: start}, ctx
}

// Wait makes rows what ends the call. The first rows count.
func (c *Call) Wait(rows any, release func(error)) bool {
	if c.waiting {
		return false
	}
	c.Rows, c.Release, c.waiting = rows, release, true
	return true
}

// Exit ends the call when the function that it is about is left.
func (c *Call) Exit(err error, exit api.Exit) {
	gls.Pop(c.record)
	c.record = nil
	switch {
	case exit.Panicked:
		c.span.SetStatus(codes.Error, "panic")
		c.finish([]attribute.KeyValue{semconv.ErrorTypeKey.String("panic")})
	case err != nil || !c.waiting:
		c.End(err)
	}
}

// Fail ends the call with an error of which the caller says what it is. Only the first end counts.
func (c *Call) Fail(err error, attrs ...attribute.KeyValue) {
	if c.ended.Load() {
		return
	}
	c.span.RecordError(err)
	c.span.SetStatus(codes.Error, err.Error())
	c.finish(attrs)
}

// End ends the call. Only the first end counts.
func (c *Call) End(err error) {
	if err == nil {
		c.finish(nil)
		return
	}
	c.Fail(err, errorAttributes(err)...)
}

func (c *Call) finish(failure []attribute.KeyValue) {
	if c.ended.Swap(true) {
		return
	}
	if i := c.Library.scope.Instruments(); i != nil {
		options := c.Prepared.succeeded
		if failure != nil {
			all := append(append(make([]attribute.KeyValue, 0, len(c.Prepared.measured)+len(failure)), c.Prepared.measured...), failure...)
			options = []metric.RecordOption{metric.WithAttributeSet(attribute.NewSet(all...))}
		}
		i.duration.Record(c.ctx, time.Since(c.start).Seconds(), options...)
	}
	if failure != nil {
		c.span.SetAttributes(failure...)
	}
	c.span.End()
}

// tracedByHand says that the span in ctx stands for the very statement: the application uses a plugin of an ORM or a driver that
// starts a client span for each.
func tracedByHand(ctx context.Context) bool {
	span := trace.SpanFromContext(ctx)
	if kind, _ := telemetry.SpanKind(span); kind != trace.SpanKindClient || !span.IsRecording() {
		return false
	}
	if named, ok := span.(interface{ Name() string }); ok && (strings.HasPrefix(named.Name(), "gorm.") || strings.HasPrefix(named.Name(), "bun.")) {
		return true
	}
	if described, ok := span.(interface{ Attributes() []attribute.KeyValue }); ok {
		for _, attr := range described.Attributes() {
			if attr.Key == "db.system" || attr.Key == "db.system.name" {
				return true
			}
		}
	}
	return false
}

// ClientSpan says whether the span in ctx is one of kind client other than the one in before.
func ClientSpan(before, ctx context.Context) bool {
	span := trace.SpanFromContext(ctx)
	if telemetry.Same(span, trace.SpanFromContext(before)) {
		return false
	}
	kind, _ := telemetry.SpanKind(span)
	return kind == trace.SpanKindClient
}
