package api

import (
	"sync"
	"testing"
)

// The benchmarks have the shapes that weaving and the generated glue write: a hook variable, an adapter that guards every hook.

var (
	hookTyped  func(int, string)
	siteBefore = Site{Hook: "before"}
	siteAfter  = Site{Hook: "after"}
	sink       int
)

type after2[A, B any] func(*byte, A, B) (A, B)
type call2[A, B any] struct {
	f after2[A, B]
	s *byte
}

func (f after2[A, B]) with(s *byte) call2[A, B] { return call2[A, B]{f, s} }
func (c call2[A, B]) ret(a A, b B) (A, B) {
	if c.f != nil {
		return c.f(c.s, a, b)
	}
	return a, b
}

//go:noinline
func plain(a int, b string) (int, error) { sink += len(b); return a + sink, nil }

var otelafter after2[int, error]
var otelnil *byte

//go:noinline
func woven(a int, b string) (int, error) {
	otelret := otelafter.with(otelnil)
	if hookTyped != nil {
		hookTyped(a, b)
	}
	sink += len(b)
	return otelret.ret(a+sink, nil)
}

//go:noinline
func emptyBefore(int, string) {}

//go:noinline
func emptyAfter(int, error) {}

func bindCheap() {
	hookTyped = func(a int, b string) {
		if !siteBefore.Off() {
			func() {
				ok := false
				defer func() {
					if !ok {
						Recovered(&siteBefore, recover())
					}
				}()
				emptyBefore(a, b)
				ok = true
			}()
		}
	}
	otelafter = func(_ *byte, r int, err error) (int, error) {
		if !siteAfter.Off() {
			func() {
				ok := false
				defer func() {
					if !ok {
						Recovered(&siteAfter, recover())
					}
				}()
				emptyAfter(r, err)
				ok = true
			}()
		}
		return r, err
	}
}

func bench(b *testing.B, f func(int, string) (int, error)) {
	b.ReportAllocs()
	for b.Loop() {
		_, _ = f(1, "abc")
	}
}

func BenchmarkPlain(b *testing.B) { bench(b, plain) }

func BenchmarkHookNil(b *testing.B) {
	hookTyped, otelafter = nil, nil
	bench(b, woven)
}

func BenchmarkTypedPair(b *testing.B) {
	bindCheap()
	bench(b, woven)
}

// BenchmarkTypedPairFlat has one hook for a join point, guarded by the adapter itself, and empty hooks as the compiler inlines them.
func BenchmarkTypedPairFlat(b *testing.B) {
	hookTyped = func(int, string) {
		ok := false
		defer func() {
			if !ok {
				Recovered(&siteBefore, recover())
			}
		}()
		if !siteBefore.Off() {
			sink++
		}
		ok = true
	}
	otelafter = func(_ *byte, r int, err error) (r0 int, r1 error) {
		r0, r1 = r, err
		ok := false
		defer func() {
			if !ok {
				Recovered(&siteAfter, recover())
			}
		}()
		if !siteAfter.Off() {
			sink++
		}
		ok = true
		return r0, r1
	}
	bench(b, woven)
}

func BenchmarkEnterExit(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		_ = Enter().Exit(false)
	}
}

func BenchmarkEnterUntimedExit(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		_ = EnterUntimed().Exit(false)
	}
}

type benchContext struct {
	ContextBase
	p0 int
	p1 string
	r0 int
}

func (c *benchContext) GetParamCount() int     { return 2 }
func (c *benchContext) GetParam(int) any       { return c.p0 }
func (c *benchContext) SetParam(int, any)      {}
func (c *benchContext) GetReturnValCount() int { return 2 }
func (c *benchContext) GetReturnVal(int) any   { return c.r0 }
func (c *benchContext) SetReturnVal(int, any)  {}

type benchFrame struct {
	end      func()
	keep     func(int, error) (int, error)
	c        *benchContext
	r0       int
	r1       error
	entry    Entry
	returned bool
}

var (
	hookContext func(int, string) (func(), func(int, error) (int, error))
	keepNil     func(int, error) (int, error)
	pool        sync.Pool
	benchNames  = ContextNames{Function: "F", Package: "example.com/p"}
)

//go:noinline
func beforeContext(HookContext, int, string) {}

//go:noinline
func afterContext(HookContext, int, error) {}

//go:noinline
func wovenContext(a int, b string) (int, error) {
	keep := keepNil
	if hookContext != nil {
		var end func()
		if end, keep = hookContext(a, b); end != nil {
			defer end()
		}
	}
	sink += len(b)
	return keep(a+sink, nil)
}

func BenchmarkHookContextPair(b *testing.B) {
	hookContext = func(a int, s string) (func(), func(int, error) (int, error)) {
		f, _ := pool.Get().(*benchFrame)
		if f == nil {
			f = new(benchFrame)
			f.end = func() {
				func() {
					ok := false
					defer func() {
						if !ok {
							Recovered(&siteAfter, recover())
						}
					}()
					exit := f.entry.Exit(f.returned)
					f.c.Ended(&exit)
					afterContext(f.c, f.r0, f.r1)
					ok = true
				}()
				*f = benchFrame{end: f.end, keep: f.keep}
				pool.Put(f)
			}
			f.keep = func(r int, err error) (int, error) {
				f.r0, f.r1, f.returned = r, err, true
				return r, err
			}
		}
		f.entry = EnterUntimed()
		func() {
			ok := false
			defer func() {
				if !ok {
					Recovered(&siteBefore, recover())
				}
			}()
			f.c = &benchContext{p0: a, p1: s}
			f.c.Of(&benchNames)
			beforeContext(f.c, a, s)
			ok = true
		}()
		return f.end, f.keep
	}
	bench(b, wovenContext)
}
