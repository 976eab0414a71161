package api

import (
	"time"
	_ "unsafe" // for go:linkname
)

// Entry is what is remembered of a call until it ends, so that its [Exit] can be told.
type Entry struct {
	start  int64
	panics int32
}

// Enter is called where a woven function is entered.
func Enter() Entry {
	return Entry{start: nanotime(), panics: panicDepth()}
}

// EnterUntimed is [Enter] for hooks that are not told the duration (it is 0): reading the clock is most of the cost.
func EnterUntimed() Entry {
	return Entry{panics: panicDepth()}
}

// Exit is called, directly or not, by a deferred call of the woven function. Returned says that the function is known to have
// reached a return statement; when it is not known, a panic that was not running at entry tells.
func (e Entry) Exit(returned bool) Exit {
	exit := Exit{}
	if e.start != 0 {
		exit.Duration = time.Duration(nanotime() - e.start)
	}
	if returned {
		return exit
	}
	if p := runningPanic(); p != nil && panicDepthFrom(p) > e.panics {
		exit.Panicked = true
		exit.Panic = panicArg(p)
	}
	return exit
}

// nanotime is the runtime's monotonic clock: half the cost of time.Now. The runtime keeps it open to linknames (go.dev/issue/67401).
//
//go:linkname nanotime runtime.nanotime
func nanotime() int64
