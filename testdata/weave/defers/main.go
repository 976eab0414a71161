package main

import (
	"fmt"
	_ "unsafe"

	"example.com/w/defers/target"
)

type keep = func(string, error) (string, error)

//go:linkname hookRecoverNamed example.com/w/defers/target.otelhook_RecoverNamed
var hookRecoverNamed func(any) keep

//go:linkname hookRecoverUnnamed example.com/w/defers/target.otelhook_RecoverUnnamed
var hookRecoverUnnamed func(any) (func(), func(int) int)

//go:linkname hookReads example.com/w/defers/target.otelhook_Reads
var hookReads func(any) (func(), keep)

//go:linkname hookAssigns example.com/w/defers/target.otelhook_Assigns
var hookAssigns func(any) keep

//go:linkname afterHarmless example.com/w/defers/target.otelafter_Harmless
var afterHarmless func(string, error)

//go:linkname hookAddress example.com/w/defers/target.otelhook_Address
var hookAddress func(any) keep

//go:linkname hookHelper example.com/w/defers/target.otelhook_Helper
var hookHelper func(any) (func(), func(int) int)

//go:linkname hookPanics example.com/w/defers/target.otelhook_Panics
var hookPanics func(any) (func(), keep)

func use(n int) {
	fmt.Println(target.RecoverNamed(n))
	fmt.Println(target.RecoverUnnamed(n))
	fmt.Println(target.Reads(n))
	fmt.Println(target.Assigns(n))
	fmt.Println(target.Harmless(n))
	fmt.Println(target.Address(n))
	fmt.Println(target.Helper(n))
	func() {
		defer func() {
			if r := recover(); r != nil {
				fmt.Println("panic", r)
			}
		}()
		fmt.Println(target.Panics(n))
	}()
}

func closure(name string) func(any) keep {
	return func(any) keep {
		return func(s string, err error) (string, error) {
			fmt.Printf("  end %s %q %v\n", name, s, err)
			return s + "!", err
		}
	}
}

func deferred(name string) func(any) (func(), keep) {
	return func(any) (func(), keep) {
		kept := "nothing"
		return func() { fmt.Println("  end", name, kept) }, func(s string, err error) (string, error) {
			kept = fmt.Sprintf("%q %v", s, err)
			return s + "!", err
		}
	}
}

func one(name string) func(any) (func(), func(int) int) {
	return func(any) (func(), func(int) int) {
		return func() { fmt.Println("  end", name) }, func(n int) int { return n + 1 }
	}
}

func main() {
	use(1)
	use(-1)
	hookRecoverNamed, hookAssigns, hookAddress = closure("RecoverNamed"), closure("Assigns"), closure("Address")
	hookReads, hookPanics = deferred("Reads"), deferred("Panics")
	hookRecoverUnnamed, hookHelper = one("RecoverUnnamed"), one("Helper")
	afterHarmless = func(s string, err error) { fmt.Println("  after Harmless", s, err) }
	use(1)
	use(-1)
}
