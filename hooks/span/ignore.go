package span

import (
	"context"
	"sync"
	"sync/atomic"

	"go.opentelemetry.io/otel/trace"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/gls"
)

// ignored owns the records of statements that run without instrumentation.
type ignored struct{}

// running counts such statements, so that hooks need not look for one.
var running atomic.Int64

// ignoring is one call of a function that has such statements. Its closures are made once.
type ignoring struct {
	mark    func(enter bool)
	end     func()
	records []*gls.Record
}

var ignorings sync.Pool

// Ignore is called when a function with ignored statements is entered. The first function that it returns is called with true
// before such a statement and with false behind it; the second is deferred, for statements that panic or return.
func Ignore() (func(bool), func()) {
	i, _ := ignorings.Get().(*ignoring)
	if i == nil {
		i = new(ignoring)
		i.mark = i.enterOrLeave
		i.end = i.finish
	}
	return i.mark, i.end
}

// Ignored says whether the goroutine is in an ignored statement, its own or that of the goroutine which has started it.
func Ignored() bool {
	if running.Load() == 0 {
		return false
	}
	for record := gls.Current(); record != nil; record = record.Outer() {
		if _, ok := record.Owner().(ignored); ok {
			return true
		}
	}
	return false
}

func (i *ignoring) enterOrLeave(enter bool) {
	if enter {
		ctx := gls.Context()
		if ctx == nil {
			ctx = context.Background()
		}
		sc := trace.SpanContextFromContext(ctx)
		running.Add(1)
		i.records = append(i.records, gls.Push(api.Suppress(ctx), sc.TraceID(), sc.SpanID(), ignored{}))
		return
	}
	// A jump into the statement has not entered it.
	if last := len(i.records) - 1; last >= 0 {
		gls.Pop(i.records[last])
		i.records[last] = nil
		i.records = i.records[:last]
		running.Add(-1)
	}
}

func (i *ignoring) finish() {
	for len(i.records) > 0 {
		i.enterOrLeave(false)
	}
	ignorings.Put(i)
}
