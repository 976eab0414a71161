package api

import (
	"context"

	"otel-go.internal/hooks/internal/gls"
)

// GoroutineContext returns the context of the innermost live span that the running goroutine, or the one that started it, has
// entered; nil when there is none. Hooks use it where the instrumented function got no context.
func GoroutineContext() context.Context { return gls.Context() }

// Scope is a span's context as the current one of a goroutine and of the goroutines started meanwhile.
type Scope struct{ record *gls.Record }

// EnterGoroutine makes ctx, whose span has the given ids, the context of the running goroutine. The span and trace ids stand in
// its profiler labels as well.
func EnterGoroutine(ctx context.Context, traceID [16]byte, spanID [8]byte) Scope {
	return Scope{gls.Push(ctx, traceID, spanID, nil)}
}

// Leave ends the scope: the goroutine has the context that it had before, and no goroutine sees this one any more.
func (s Scope) Leave() { gls.Pop(s.record) }
