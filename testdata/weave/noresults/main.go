package main

import (
	"fmt"
	"unsafe"

	"example.com/w/noresults/target"
)

//go:linkname hookEarly example.com/w/noresults/target.otelhook_Early
var hookEarly func(int) *byte

//go:linkname afterEarly example.com/w/noresults/target.otelafter_Early
var afterEarly func(*byte)

//go:linkname afterOneLine example.com/w/noresults/target.otelafter_OneLine
var afterOneLine func()

//go:linkname afterEmpty example.com/w/noresults/target.otelafter_Empty
var afterEmpty func()

//go:linkname afterLoop example.com/w/noresults/target.otelafter_Loop
var afterLoop func()

//go:linkname hookDeferred example.com/w/noresults/target.otelhook_Deferred
var hookDeferred func(int) func()

func use() {
	for n := range 4 {
		target.Early(n)
	}
	target.OneLine()
	target.Empty()
	target.Loop(2)
	target.Deferred(1)
	func() {
		defer func() { fmt.Println("recovered", recover()) }()
		target.Deferred(-1)
	}()
}

func say(what string) func() {
	return func() { fmt.Println("  after", what) }
}

func main() {
	use()
	hookEarly = func(n int) *byte { return (*byte)(unsafe.Pointer(&n)) }
	afterEarly = func(st *byte) { fmt.Println("  after Early", *(*int)(unsafe.Pointer(st))) }
	afterOneLine, afterEmpty, afterLoop = say("OneLine"), say("Empty"), say("Loop")
	hookDeferred = func(n int) func() { return func() { fmt.Println("  end", n) } }
	use()
}
