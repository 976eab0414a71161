package main

import (
	"fmt"
	_ "unsafe"

	"example.com/w/generic/target"
)

//go:linkname hookMap example.com/w/generic/target.otelhook_Map
var hookMap func(any, any) *byte

//go:linkname afterMap example.com/w/generic/target.otelafter_Map
var afterMap func(*byte, any, any) (any, any)

//go:linkname hookGet example.com/w/generic/target.otelhook_Box_Get
var hookGet func(any) (func(), func(any, any) (any, any))

//go:linkname hookFirst example.com/w/generic/target.otelhook_First
var hookFirst func(any) (any, bool, any)

//go:linkname hookSafe example.com/w/generic/target.otelhook_Safe
var hookSafe func(any) func(any, any) (any, any)

//go:linkname afterHidden example.com/w/generic/target.otelafter_Hidden
var afterHidden func(any, any)

func use() {
	fmt.Println(target.Hidden(3))
	m := map[string]int{"a": 1}
	fmt.Println(target.Map(m, "a"))
	fmt.Println(target.Map(m, "b"))
	fmt.Println(target.New("x").Get())
	fmt.Println(target.First([]int{1, 2}), target.First([]string{"a"}))
	fmt.Println(target.Safe(func() int { panic(1) }))
}

func main() {
	use()
	afterHidden = func(v, err any) { fmt.Println("  hidden", v, err) }
	hookMap = func(m, k any) *byte { fmt.Println("  map", m, k); return nil }
	afterMap = func(_ *byte, v, err any) (any, any) { fmt.Println("  mapped", v, err); return v, nil }
	hookGet = func(b any) (func(), func(any, any) (any, any)) {
		return func() { fmt.Println("  got") }, func(v, ok any) (any, any) { fmt.Println("  get", v, ok); return "y", nil }
	}
	hookFirst = func(s any) (any, bool, any) {
		_, skip := s.([]string)
		return []int{7}, skip, "skipped"
	}
	hookSafe = func(any) func(any, any) (any, any) {
		return func(v, err any) (any, any) { fmt.Println("  safe", v, err); return 5, err }
	}
	use()
}
