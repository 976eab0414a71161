package api

import "unsafe"

// The list of running panics is read from the goroutine's own descriptor, for the language has no way to look at a panic other
// than to recover it, which would change the stack trace of a crash.
//
// Source: runtime/runtime2.go of Go 1.25 and 1.26. A g begins with stack{lo, hi}, stackguard0, stackguard1 and _panic; a _panic
// lies on the goroutine's stack and begins with [argp,] arg any, link *_panic. Which of the two it is, and that all of it holds,
// is probed once (see probe.go); where it does not, nothing is ever read.
const offsetPanic = 4 * unsafe.Sizeof(uintptr(0))

// offsetArg is the offset of _panic.arg; negative when the layout is not known.
var offsetArg = probe()

// maxDepth ends the walk along a list of panics that cannot be one.
const maxDepth = 1 << 10

// PanicValue returns the value of the innermost running panic of this goroutine without recovering it. Running is true for
// runtime.Goexit as well, whose value is nil. Known is false where the runtime's layout is not known.
func PanicValue() (value any, running, known bool) {
	if offsetArg < 0 {
		return nil, false, false
	}
	p := runningPanic()
	if p == nil {
		return nil, false, true
	}
	return panicArg(p), true, true
}

func runningPanic() unsafe.Pointer {
	if offsetArg < 0 {
		return nil
	}
	return *(*unsafe.Pointer)(unsafe.Add(getg(), offsetPanic))
}

func panicArg(p unsafe.Pointer) any {
	return *(*any)(unsafe.Add(p, offsetArg))
}

// panicDepth counts the running panics. Counting holds where comparing addresses would not: stacks move.
func panicDepth() int32 {
	p := runningPanic()
	if p == nil {
		return 0
	}
	return panicDepthFrom(p)
}

func panicDepthFrom(p unsafe.Pointer) int32 {
	depth := int32(0)
	for p != nil && depth < maxDepth {
		depth++
		p = *(*unsafe.Pointer)(unsafe.Add(p, offsetArg+2*int(unsafe.Sizeof(p))))
	}
	return depth
}
