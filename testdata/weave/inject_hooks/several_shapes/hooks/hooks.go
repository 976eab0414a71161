package hooks

import (
	"fmt"

	"otel-go.internal/hooks/api"
)

type state struct{ n int }

func Before1(n int) *state { return &state{n} }

func After1(s *state, n int, err error) (int, error) {
	fmt.Println("after typed", s.n, n)
	return n + 100, err
}

func Before2(ctx api.HookContext, n int) { ctx.SetParam(0, n+1) }

func After2(ctx api.HookContext, n int, err error) { ctx.SetReturnVal(0, n*2) }

func After3(n int, err error, exit api.Exit) { fmt.Println("after exit", n, exit.Panicked) }
