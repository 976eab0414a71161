package main

import (
	"errors"
	"fmt"
	_ "unsafe"

	"example.com/w/replace/target"
)

type results = func(any, error) (any, error)

//go:linkname hookParams example.com/w/replace/target.otelhook_T_Params
var hookParams func(*target.T, int, []string) (int, []string)

//go:linkname hookParamsAny example.com/w/replace/target.otelhook_ParamsAny
var hookParamsAny func(any, int) (any, int)

//go:linkname hookSkip example.com/w/replace/target.otelhook_Skip
var hookSkip func(int) (bool, string, error)

//go:linkname hookSkipAny example.com/w/replace/target.otelhook_SkipAny
var hookSkipAny func(int) (bool, any, error)

//go:linkname hookSkipNothing example.com/w/replace/target.otelhook_SkipNothing
var hookSkipNothing func(int) bool

//go:linkname hookAllReturn example.com/w/replace/target.otelhook_AllReturn
var hookAllReturn func(int) (*byte, int, bool, any, error)

//go:linkname afterAllReturn example.com/w/replace/target.otelafter_AllReturn
var afterAllReturn func(*byte, any, error) (any, error)

//go:linkname hookAllDeferred example.com/w/replace/target.otelhook_AllDeferred
var hookAllDeferred func(int) (func(), results, int, bool, any, error)

//go:linkname hookAllClosure example.com/w/replace/target.otelhook_AllClosure
var hookAllClosure func(int) (results, int, bool, any, error)

//go:linkname hookSkipVoid example.com/w/replace/target.otelhook_SkipVoid
var hookSkipVoid func(int) (int, bool)

//go:linkname afterSkipVoid example.com/w/replace/target.otelafter_SkipVoid
var afterSkipVoid func()

//go:linkname hookSkipVoidExit example.com/w/replace/target.otelhook_SkipVoidExit
var hookSkipVoidExit func(int) (func(), int, bool)

func use(n int) {
	t := &target.T{Name: "t"}
	fmt.Println(t.Params(n, "a"))
	fmt.Println(target.CallParamsAny(n))
	fmt.Println(target.Skip(n))
	fmt.Println(target.Show(target.SkipAny(n)))
	target.SkipNothing(n)
	fmt.Println(target.Show(target.AllReturn(n)))
	fmt.Println(target.Show(target.AllDeferred(n)))
	fmt.Println(target.Show(target.AllClosure(n)))
	target.SkipVoid(n)
	target.SkipVoidExit(n)
}

func main() {
	use(0)
	over := errors.New("over")
	hookParams = func(t *target.T, n int, parts []string) (int, []string) { return n + 10, append(parts, "b") }
	hookParamsAny = func(h any, n int) (any, int) {
		if n == 0 {
			return nil, n
		}
		return h, n + 10
	}
	hookSkip = func(n int) (bool, string, error) { return n == 0, "skipped", nil }
	hookSkipAny = func(n int) (bool, any, error) { return n == 0, nil, over }
	hookSkipNothing = func(n int) bool { return n == 0 }
	see := func(h any, err error) (any, error) {
		fmt.Printf("  after %T %v\n", h, err)
		return h, errors.Join(err, over)
	}
	hookAllReturn = func(n int) (*byte, int, bool, any, error) { return nil, n + 10, n == 0, nil, nil }
	afterAllReturn = func(_ *byte, h any, err error) (any, error) { return see(h, err) }
	hookAllDeferred = func(n int) (func(), results, int, bool, any, error) {
		return func() { fmt.Println("  end") }, see, n + 10, n == 0, nil, nil
	}
	hookAllClosure = func(n int) (results, int, bool, any, error) { return see, n + 10, n == 0, nil, nil }
	hookSkipVoid = func(n int) (int, bool) { return n + 10, n == 0 }
	afterSkipVoid = func() { fmt.Println("  after void") }
	hookSkipVoidExit = func(n int) (func(), int, bool) { return func() { fmt.Println("  end void") }, n + 10, n == 0 }
	use(0)
	use(1)
}
