package hooks

import (
	"fmt"

	"example.com/w/inject_hooks/exclude_callers/target"
	"otel-go.internal/hooks/api"
)

type call struct{ query string }

func BeforeQuery(_ *target.DB, q string) *call {
	fmt.Println("before", q)
	return &call{q}
}

func AfterQuery(c *call, err error) { fmt.Println("after", c.query, err) }

func BeforeCount(n int) { fmt.Println("count", n) }

func AfterCount(n int, err error, exit api.Exit) { fmt.Println("counted", n, err, exit.Panicked) }

func BeforeTwice(ctx api.HookContext, n int, _ any) { ctx.SetParam(0, n*100) }

func BeforeEvery(n int, _ any) { fmt.Println("every", n) }
