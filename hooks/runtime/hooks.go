package runtime

import (
	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/gls"
)

// AfterMain flushes when main returns, panics or is left by runtime.Goexit. Deferred calls of main's own have run by then.
//
// Target: main.main.
func AfterMain(api.Exit) { flush() }

// BeforeExit flushes before the process ends.
//
// Target: os.Exit.
func BeforeExit(_ any) { flush() }

// BeforeSetGoroutineLabels remembers the goroutine's current span.
//
// Target: runtime/pprof.SetGoroutineLabels, also as part of pprof.Do.
func BeforeSetGoroutineLabels(_ any) *gls.Record { return gls.Current() }

// AfterSetGoroutineLabels puts the span back beside the labels that have been set.
func AfterSetGoroutineLabels(record *gls.Record) { gls.Carry(record) }
