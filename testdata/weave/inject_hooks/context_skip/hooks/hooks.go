package hooks

import (
	"fmt"

	"otel-go.internal/hooks/api"
)

func Before(ctx api.HookContext, n int) {
	if n == 0 {
		ctx.SetSkipCall(true)
		ctx.SetReturnVal(0, "skipped")
	}
}

func After(ctx api.HookContext, s string, err error) { fmt.Println("after", s, err, ctx.IsSkipCall()) }
