package api

import (
	"fmt"
	"os"
	"strings"
	"sync/atomic"
)

// Site is one place from which a hook is called. A hook that panics there is not called there again.
type Site struct {
	// Hook is the hook function: import path, dot, name.
	Hook string
	// Function is the woven function that it is called for.
	Function string
	failed   atomic.Bool
}

// Off says that the hook has panicked here before.
func (s *Site) Off() bool { return s.failed.Load() }

// Recovered keeps a hook's panic from the application. The generated code recovers by itself, and only when the hook has not come back,
// which is 1.5 ns instead of the 5 of a deferred function that always does.
//
//	ok := false
//	defer func() {
//		if !ok {
//			api.Recovered(site, recover())
//		}
//	}()
//	hook(…)
//	ok = true
//
// A nil value is runtime.Goexit, which ends the goroutine as it would without us.
func Recovered(s *Site, r any) {
	if r != nil {
		s.fail(r)
	}
}

// fail says once, in one line on standard error, that the hook is off.
func (s *Site) fail(r any) {
	if s.failed.Swap(true) {
		return
	}
	text := fmt.Sprintf("otel: hook %s (for %s) panicked and is off: %v", s.Hook, s.Function, r)
	fmt.Fprintln(os.Stderr, strings.ReplaceAll(text, "\n", " "))
}
