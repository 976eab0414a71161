package main

import (
	"fmt"
	_ "unsafe"

	"example.com/w/context/target"
)

//go:linkname hookReads example.com/w/context/target.otelhook_T_Reads
var hookReads func(*target.T, int) (func(), func(int) int)

//go:linkname hookWrites example.com/w/context/target.otelhook_T_Writes
var hookWrites func(*target.T, int) (func(), func(int, error) (int, error), *target.T, int, bool, int, error)

//go:linkname hookData example.com/w/context/target.otelhook_Data
var hookData func(any, any) (func(), func(any) any)

func use() {
	t := new(target.T)
	fmt.Println(t.Reads(1))
	fmt.Println(t.Writes(1))
	fmt.Println(target.Data(1, "b"))
}

func main() {
	use()
	end := func() { fmt.Println("  end") }
	hookReads = func(t *target.T, a int) (func(), func(int) int) { return end, func(n int) int { return n + 100 } }
	hookWrites = func(t *target.T, a int) (func(), func(int, error) (int, error), *target.T, int, bool, int, error) {
		return end, func(n int, err error) (int, error) { return n + 100, err }, t, a + 10, false, 0, nil
	}
	hookData = func(a, b any) (func(), func(any) any) {
		return end, func(v any) any { fmt.Println("  data", a, b, v); return nil }
	}
	use()
}
