package api

import "time"

// Skip as the first of a before-hook's results after parameters says whether the function's body is skipped.
type Skip bool

// Exit tells an after-hook how the function was left.
type Exit struct {
	// Panic is the value of the panic that is running. It is nil when runtime.Goexit ends the goroutine, and where the
	// runtime's layout is not known (see [PanicValue]).
	Panic any
	// Panicked is true when the function did not return: it panicked, or runtime.Goexit ends its goroutine.
	Panicked bool
	// Duration is the time from entry to exit.
	Duration time.Duration
}
