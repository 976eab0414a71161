//go:build unix

package runtime

import (
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"
	_ "unsafe" // for go:linkname
)

// The woven os/signal calls otelSignal for every signal that arrives, before it passes it on. See rules/runtime.otelc.yaml.
//
//go:linkname otelSignal os/signal.otelSignal
var otelSignal func(os.Signal, *sync.Mutex, *[65]int64)

// otelSignalWoven is true when os/signal has been woven.
//
//go:linkname otelSignalWoven os/signal.otelSignalWoven
var otelSignalWoven bool

var deadly = []os.Signal{syscall.SIGINT, syscall.SIGTERM}

// watchSignals has the program flush before a signal ends it that it does not handle itself.
func watchSignals() {
	if !otelSignalWoven {
		return
	}
	otelSignal = onSignal
	arrived := make(chan os.Signal, 1) // nobody reads it: being registered is what makes os/signal see the signal
	for _, sig := range deadly {
		if !signal.Ignored(sig) {
			signal.Notify(arrived, sig)
		}
	}
}

// onSignal runs on os/signal's own goroutine. The count of a signal is the number of channels registered for it: with one, which
// is ours, the signal would have ended the program.
func onSignal(sig os.Signal, mu *sync.Mutex, count *[65]int64) {
	only := func(s os.Signal) bool {
		number, ok := s.(syscall.Signal)
		return ok && number > 0 && int(number) < len(count) && count[number] == 1
	}
	mu.Lock()
	var ours []os.Signal
	for _, s := range deadly {
		if only(s) {
			ours = append(ours, s)
		}
	}
	mu.Unlock()
	for _, s := range ours {
		if s == sig {
			go endBy(sig.(syscall.Signal), ours)
		}
	}
}

// endBy flushes and lets the signal do what it would have done. Another one meanwhile ends the program at once.
func endBy(sig syscall.Signal, ours []os.Signal) {
	signal.Reset(ours...)
	flush()
	_ = syscall.Kill(syscall.Getpid(), sig)
	time.Sleep(time.Second)
	syscall.Exit(128 + int(sig)) // reached only where the signal is blocked
}
