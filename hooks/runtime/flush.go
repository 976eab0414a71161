package runtime

import (
	"context"
	"sync"
	"time"

	"otel-go.internal/hooks/api"
)

// flushTimeout bounds what a program's end waits for a collector that does not answer.
const flushTimeout = 5 * time.Second

// flushers export what is still in memory. Set once, at start.
var flushers []func(context.Context) error

// flushing is held by the flush that runs.
var flushing = make(chan struct{}, 1)

// flush exports what is in memory, traces and metrics side by side. A flush that is under way already is waited for, and is
// followed by another, for spans may have ended meanwhile; all of it within flushTimeout.
func flush() {
	if len(flushers) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(api.Suppress(context.Background()), flushTimeout)
	defer cancel()
	select {
	case flushing <- struct{}{}:
	case <-ctx.Done():
		return
	}
	defer func() { <-flushing }()
	var all sync.WaitGroup
	for _, f := range flushers {
		all.Go(func() {
			if err := f(ctx); err != nil {
				errorHandler{}.Handle(err)
			}
		})
	}
	done := make(chan struct{})
	go func() { all.Wait(); close(done) }()
	select {
	case <-done:
	case <-ctx.Done():
	}
}
