package api

import "unsafe"

type sentinel struct{ depth int }

// probe finds out, with two panics of its own, whether this runtime has the layout described in panicvalue.go.
func probe() int {
	if !hasG || headOfPanics() != nil {
		return -1
	}
	outer, inner := &sentinel{1}, &sentinel{2}
	found := -1
	func() {
		defer func() { _ = recover() }()
		defer func() {
			p := headOfPanics()
			offset := findArg(p, outer)
			if offset < 0 {
				return
			}
			defer func() { _ = recover() }()
			defer func() {
				q := headOfPanics()
				if q != nil && findArg(q, inner) == offset && linkOf(q, offset) == headFrom(p, q) {
					found = offset
				}
			}()
			panic(inner)
		}()
		panic(outer)
	}()
	if headOfPanics() != nil {
		return -1
	}
	return found
}

// headOfPanics reads g._panic and makes sure that it is nil or points into the goroutine's stack.
func headOfPanics() unsafe.Pointer {
	g := getg()
	p := *(*unsafe.Pointer)(unsafe.Add(g, offsetPanic))
	if p == nil || onStack(g, p) {
		return p
	}
	return nil
}

func onStack(g, p unsafe.Pointer) bool {
	lo, hi := *(*uintptr)(g), *(*uintptr)(unsafe.Add(g, unsafe.Sizeof(uintptr(0))))
	const room = 16 * unsafe.Sizeof(uintptr(0))
	return uintptr(p)%unsafe.Sizeof(uintptr(0)) == 0 && uintptr(p) >= lo && uintptr(p)+room <= hi
}

// findArg returns the offset at which the panic p holds want as its value.
func findArg(p unsafe.Pointer, want *sentinel) int {
	if p == nil {
		return -1
	}
	boxed := any(want)
	words := (*[2]uintptr)(unsafe.Pointer(&boxed))
	for _, offset := range []int{0, int(unsafe.Sizeof(uintptr(0)))} {
		if *(*[2]uintptr)(unsafe.Add(p, offset)) == *words {
			return offset
		}
	}
	return -1
}

func linkOf(p unsafe.Pointer, offset int) unsafe.Pointer {
	return *(*unsafe.Pointer)(unsafe.Add(p, offset+2*int(unsafe.Sizeof(p))))
}

// headFrom is p if both panics lie on the goroutine's present stack; the compiler keeps p up to date when the stack moves.
func headFrom(p, q unsafe.Pointer) unsafe.Pointer {
	g := getg()
	if onStack(g, p) && onStack(g, q) {
		return p
	}
	return nil
}
