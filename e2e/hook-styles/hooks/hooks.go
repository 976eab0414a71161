// Package hooks holds a hook of each style.
package hooks

import (
	"fmt"
	"time"

	"example.com/hookstyles/target"
	"otel-go.internal/hooks/api"
)

// What the hooks saw.
var (
	Log          []string
	LastDuration time.Duration
	FaultyCalls  int
)

func logf(format string, args ...any) {
	Log = append(Log, fmt.Sprintf(format, args...))
}

type division struct{ sum int }

// BeforeDivide returns a state and the parameters anew.
func BeforeDivide(a, b int) (*division, int, int) {
	logf("before Divide(%d, %d)", a, b)
	return &division{a + b}, a * 10, b
}

// AfterDivide returns the results anew.
func AfterDivide(d *division, q int, err error) (int, error) {
	logf("after Divide state %d: %d, %v", d.sum, q, err)
	return -q, err
}

// BeforeSecret skips the body.
func BeforeSecret() (api.Skip, string) {
	return true, "not told"
}

// BeforeJoin gets the variadic parameter as a slice.
func BeforeJoin(separator string, parts []string) {
	logf("before Join %s %v", separator, parts)
}

// BeforeIgnores sees parameters that the function itself has no name for.
func BeforeIgnores(n int, text string) {
	logf("before Ignores(%d, %s)", n, text)
}

// AfterIgnores has no state.
func AfterIgnores(n int, err error) {
	logf("after Ignores: %d, %v", n, err)
}

// AfterExplode takes an Exit, so it runs on panics too.
func AfterExplode(exit api.Exit) {
	LastDuration = exit.Duration
	logf("after Explode: panicked %t with %v", exit.Panicked, exit.Panic)
}

// AfterRecovers sees the result that the function's own deferred function sets.
func AfterRecovers(err error, exit api.Exit) {
	logf("after Recovers: %v", err)
}

// BeforeFaulty panics.
func BeforeFaulty(x int) {
	FaultyCalls++
	panic("faulty hook")
}

// BeforeAdd uses the HookContext.
func BeforeAdd(ctx api.HookContext, receiver any, n int) {
	if n < 0 {
		ctx.SetSkipCall(true)
		ctx.SetReturnVal(0, -7)
		return
	}
	logf("before %s %s: %d parameters, receiver is %T, n = %v", ctx.GetPackageName(), ctx.GetFuncName(), ctx.GetParamCount(), ctx.GetParam(0), ctx.GetParam(1))
	ctx.SetData("data from before")
	ctx.SetKeyData("key", true)
	ctx.SetParam(1, n*2)
}

// AfterAdd changes the result.
func AfterAdd(ctx api.HookContext, n int) {
	if ctx.IsSkipCall() {
		return
	}
	logf("after %s: %d result, %v, %v, key %v", ctx.GetFuncName(), ctx.GetReturnValCount(), ctx.GetReturnVal(0), ctx.GetData(), ctx.GetKeyData("key"))
	ctx.SetReturnVal(0, n+100)
}

// BeforeValue gets a value receiver, of a type of the very package that is hooked.
func BeforeValue(receiver target.Counter) {
	logf("before Value of %T", receiver)
}

// BeforePut gets the parameter of a generic method.
func BeforePut(_ any, content any) {
	logf("before Put %v", content)
}

// AfterPut gets its result.
func AfterPut(before any) {
	logf("after Put %v", before)
}

// BeforeTyped and AfterTyped are an empty pair for the benchmark.
func BeforeTyped(x int) {}

// AfterTyped is the other half.
func AfterTyped(result int) {}

// BeforeContext and AfterContext are an empty pair that takes a HookContext.
func BeforeContext(ctx api.HookContext, x int) {}

// AfterContext is the other half.
func AfterContext(ctx api.HookContext, result int) {}
