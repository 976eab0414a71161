package runtime

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"otel-go.internal/hooks/api"
)

// flushTimeout bounds what a program's end waits for a collector that does not answer; OTEL_EXPORTER_OTLP_TIMEOUT may shorten it.
const flushTimeout = 5 * time.Second

// atExit is the time that a flush may take.
func atExit() time.Duration {
	longest := time.Duration(0)
	for _, signal := range []string{"TRACES_", "METRICS_", "LOGS_", ""} {
		variable := "OTEL_EXPORTER_OTLP_" + signal + "TIMEOUT"
		if ms, err := strconv.Atoi(strings.TrimSpace(os.Getenv(variable))); err == nil && ms > 0 {
			longest = max(longest, time.Duration(ms)*time.Millisecond)
		}
	}
	if longest == 0 {
		return flushTimeout
	}
	return min(longest, flushTimeout)
}

// flushers export what is still in memory. Set once, at start.
var flushers []func(context.Context) error

// ending is set when what is left is exported at the end of the program.
var ending atomic.Bool

// flushing is held by the flush that runs.
var flushing = make(chan struct{}, 1)

// flush exports what is in memory, traces, metrics and logs side by side. A flush that is under way already is waited for, and is
// followed by another, for spans may have ended meanwhile; all of it within flushTimeout.
func flush() {
	if len(flushers) == 0 {
		return
	}
	ending.Store(true)
	timeout := atExit()
	ctx, cancel := context.WithTimeout(api.Suppress(context.Background()), timeout)
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
			err := f(ctx)
			if errors.Is(err, context.DeadlineExceeded) {
				err = fmt.Errorf("%w: telemetry was not exported within %v at the end of the program", err, timeout)
			}
			errorHandler{}.Handle(err)
		})
	}
	done := make(chan struct{})
	go func() { all.Wait(); close(done) }()
	select {
	case <-done:
	case <-ctx.Done():
		// The flushers see the deadline too, and say so.
		select {
		case <-done:
		case <-time.After(100 * time.Millisecond):
		}
	}
}
