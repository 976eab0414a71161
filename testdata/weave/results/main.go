package main

import (
	"fmt"
	"unsafe"

	"example.com/w/results/target"
)

//go:linkname hookUnnamed example.com/w/results/target.otelhook_Unnamed
var hookUnnamed func(int) *byte

//go:linkname afterUnnamed example.com/w/results/target.otelafter_Unnamed
var afterUnnamed func(*byte, string, error) (string, error)

//go:linkname hookNamed example.com/w/results/target.otelhook_Named
var hookNamed func(int) *byte

//go:linkname afterNamed example.com/w/results/target.otelafter_Named
var afterNamed func(*byte, string, error) (string, error)

//go:linkname afterBlank example.com/w/results/target.otelafter_Blank
var afterBlank func(string, error)

//go:linkname afterForward example.com/w/results/target.otelafter_Forward
var afterForward func(string, error)

//go:linkname afterNested example.com/w/results/target.otelafter_Nested
var afterNested func(int) int

//go:linkname hookShapes example.com/w/results/target.otelhook_Shapes
var hookShapes func(int) *byte

//go:linkname afterShapes example.com/w/results/target.otelafter_Shapes
var afterShapes func(*byte, target.Point, any, map[string]int) (target.Point, any, map[string]int)

//go:linkname afterLocal example.com/w/results/target.otelafter_local
var afterLocal func(any, bool) (any, bool)

func use() {
	for _, n := range []int{-1, 0, 2, 9, 101} {
		fmt.Println(target.Unnamed(n))
		fmt.Println(target.Named(n))
		fmt.Println(target.Blank(n))
		fmt.Println(target.Forward(n))
		fmt.Println(target.Nested(n))
		fmt.Println(target.Shapes(n))
		fmt.Println(target.Local(n))
	}
}

func entry(name string) func(int) *byte {
	return func(n int) *byte {
		fmt.Println("  before", name, n)
		return (*byte)(unsafe.Pointer(&n))
	}
}

func both(name string) func(*byte, string, error) (string, error) {
	return func(st *byte, s string, err error) (string, error) {
		n := "-"
		if st != nil {
			n = fmt.Sprint(*(*int)(unsafe.Pointer(st)))
		}
		fmt.Printf("  after %s %s %q %v\n", name, n, s, err)
		return s + "!", err
	}
}

func see(name string) func(string, error) {
	return func(s string, err error) { fmt.Printf("  after %s %q %v\n", name, s, err) }
}

func main() {
	use()
	hookUnnamed, hookNamed, hookShapes = entry("Unnamed"), entry("Named"), entry("Shapes")
	afterUnnamed, afterNamed = both("Unnamed"), both("Named")
	afterBlank, afterForward = see("Blank"), see("Forward")
	afterNested = func(n int) int { return n + 1000 }
	afterShapes = func(st *byte, p target.Point, l any, m map[string]int) (target.Point, any, map[string]int) {
		fmt.Println("  after Shapes", p, l, m)
		return p, nil, m
	}
	afterLocal = func(h any, ok bool) (any, bool) {
		fmt.Printf("  after local %T %v\n", h, ok)
		return nil, ok
	}
	use()
}
