package main

import (
	"fmt"
	_ "unsafe"

	"example.com/w/code/target"
)

//go:linkname hookDo example.com/w/code/target.otelhook_Do
var hookDo func(int) int

//go:linkname afterDo example.com/w/code/target.otelafter_Do
var afterDo func(int)

//go:linkname seen example.com/w/code/target.Seen
func seen() []int

func main() {
	target.Other()
	fmt.Println(target.Do(1), target.Do(9), seen())
	hookDo = func(n int) int { return n + 1 }
	afterDo = func(n int) { fmt.Println("  after", n) }
	fmt.Println(target.Do(1), target.Do(9), seen())
}
