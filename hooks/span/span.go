package span

import (
	"context"
	"sync"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/gls"
	"otel-go.internal/hooks/internal/semconv"
	"otel-go.internal/hooks/internal/telemetry"
)

// Call is one call of a function that has a span. A nil Call is one that is not traced; all of its methods do nothing.
type Call struct {
	span   trace.Span
	sc     trace.SpanContext
	record *gls.Record
	// recording is asked once: the span's type may be the program's, and traced.
	recording bool
	attrs     []attribute.KeyValue
}

// level, as the owner of a record, is how many spans of functions with a limit are around and including this one.
type level int

var calls = sync.Pool{New: func() any { return new(Call) }}

// quiet is the context of the goroutine while we are inside of the SDK: samplers, processors and String methods of the program
// may be traced functions themselves.
var quiet = api.Suppress(context.Background())

// Begin starts the span of a function without a context: the goroutine's current span is its parent.
func Begin(site *Site) *Call {
	call, _ := begin(context.Background(), site)
	return call
}

// Start starts the span of a function with a context, and returns the context that the function goes on with. The span in ctx is
// the parent; where ctx has none, or one that has ended, it is the goroutine's current span.
func Start(ctx context.Context, site *Site) (*Call, context.Context) {
	if ctx == nil {
		// The function may look whether it got one.
		return Begin(site), nil
	}
	return begin(ctx, site)
}

func begin(ctx context.Context, site *Site) (*Call, context.Context) {
	current := gls.Current()
	if !on || looking.Is(current) || telemetry.IsDefault(otel.GetTracerProvider()) {
		return nil, ctx
	}
	around := gls.Context()
	at := levelOf(current)
	if site.Levels > 0 {
		if int(at) >= site.Levels {
			return nil, ctx
		}
		at++
	}
	found, ok := look(ctx, around)
	if !ok {
		return nil, ctx
	}
	under := ctx
	if found.inGoroutine {
		under = adopt(ctx, around, found.span)
	}
	options := site.startOptions()
	if found.ended.IsValid() {
		options = append(options[:len(options):len(options)], trace.WithNewRoot(), trace.WithLinks(trace.Link{SpanContext: found.ended}))
	}
	call := calls.Get().(*Call)
	child := call.startQuietly(under, found.sc, site.Name, options)
	call.record = gls.Push(child, call.sc.TraceID(), call.sc.SpanID(), at)
	return call, child
}

// looking is the goroutine's record while contexts and spans are looked at: their types may be the program's, and traced.
var looking = gls.NewStanding(quiet)

type parentage struct {
	span trace.Span
	// inGoroutine: it is the goroutine's current span, not that of the context.
	inGoroutine bool
	// ended is the span that the context has but that has ended: it is no parent.
	ended trace.SpanContext
	sc    trace.SpanContext
}

// look finds the span under which one is to start. It is false when there is to be none.
func look(ctx, around context.Context) (parentage, bool) {
	defer looking.Enter().Leave()
	if api.Suppressed(ctx) || (around != nil && api.Suppressed(around)) {
		return parentage{}, false
	}
	found := parent(ctx, around)
	// Within a program a trace that is not sampled stays so: nothing would be recorded, and nothing is paid.
	sc := found.span.SpanContext()
	found.sc = sc
	return found, !sc.IsValid() || sc.IsRemote() || sc.IsSampled() || found.span.IsRecording()
}

func parent(ctx, around context.Context) parentage {
	span := trace.SpanFromContext(ctx)
	sc := span.SpanContext()
	over := hasEnded(span)
	if sc.IsValid() && !over {
		return parentage{span: span}
	}
	if around != nil {
		if outer := trace.SpanFromContext(around); outer.SpanContext().IsValid() && !hasEnded(outer) {
			return parentage{span: outer, inGoroutine: true}
		}
	}
	if over {
		return parentage{span: none, ended: sc}
	}
	return parentage{span: span}
}

// none is the span of a context that has none.
var none = trace.SpanFromContext(context.Background())

// adopt completes ctx from the goroutine's context.
func adopt(ctx, around context.Context, span trace.Span) context.Context {
	defer looking.Enter().Leave()
	return telemetry.Adopt(ctx, around, span)
}

// hasEnded tells an SDK's span that has ended from one that never recorded, such as one of another process.
func hasEnded(span trace.Span) bool {
	timed, ok := span.(interface{ EndTime() time.Time })
	return ok && !timed.EndTime().IsZero()
}

func levelOf(record *gls.Record) level {
	for ; record != nil; record = record.Outer() {
		if at, ok := record.Owner().(level); ok {
			return at
		}
	}
	return 0
}

func (c *Call) startQuietly(ctx context.Context, parent trace.SpanContext, name string, options []trace.SpanStartOption) context.Context {
	defer gls.Pop(hush(parent))
	ctx, c.span = scope.Tracer().Start(ctx, name, options...)
	c.sc = c.span.SpanContext()
	c.recording = c.span.IsRecording()
	return ctx
}

// hush keeps the goroutine's own spans away until the record is popped. Its profiler labels stay those of sc.
func hush(sc trace.SpanContext) *gls.Record {
	return gls.Push(quiet, sc.TraceID(), sc.SpanID(), nil)
}

// Recording says whether attributes are wanted.
func (c *Call) Recording() bool { return c != nil && c.recording }

// Set notes an attribute for Commit.
func (c *Call) Set(key string, value any) {
	if c == nil || value == nil {
		return
	}
	if kv, ok := builtin(key, value); ok {
		c.attrs = append(c.attrs, kv)
		return
	}
	defer gls.Pop(hush(c.sc))
	if kv, ok := methodical(key, value); ok {
		c.attrs = append(c.attrs, kv)
	}
}

// SetField is Set for a field of value, of a field of it, and so on. Without effect where a pointer on the way is nil.
func (c *Call) SetField(key string, value any, path ...string) {
	if c == nil {
		return
	}
	if field, ok := fieldOf(value, path); ok {
		c.Set(key, field)
	}
}

// Commit gives the attributes noted by Set to the span.
func (c *Call) Commit() {
	if c == nil || len(c.attrs) == 0 {
		return
	}
	defer gls.Pop(hush(c.sc))
	c.span.SetAttributes(c.attrs...)
	clear(c.attrs)
	c.attrs = c.attrs[:0]
}

// End ends the span: when the function returns, with the error that it returns, or when it panics. The panic runs on.
func (c *Call) End(err error, exit api.Exit) {
	if c == nil {
		return
	}
	defer gls.Pop(c.record)
	defer gls.Pop(hush(c.sc))
	switch {
	case !c.recording:
	case exit.Panicked && exit.Panic != nil:
		c.panicked(exit.Panic)
	case err != nil:
		c.failed(err)
	}
	c.span.End()
	*c = Call{attrs: c.attrs[:0]}
	calls.Put(c)
}

func (c *Call) failed(err error) {
	// An error with a faulty Error method must not cost the span its end.
	defer func() { _ = recover() }()
	c.span.SetAttributes(semconv.ErrorType(err))
	c.span.RecordError(err)
	c.span.SetStatus(codes.Error, err.Error())
}

func (c *Call) panicked(value any) {
	defer func() { _ = recover() }()
	c.span.SetAttributes(semconv.PanicType(value))
	c.span.SetStatus(codes.Error, "panic: "+telemetry.PanicEvent(c.span, value))
}
