package hooks

import (
	"fmt"

	"example.com/w/inject_hooks/context_params/target"
	"otel-go.internal/hooks/api"
)

func Before(ctx api.HookContext, t *target.T, a int, rest []string) {
	fmt.Println("before", ctx.GetParamCount(), ctx.GetParam(1), ctx.GetParam(2))
	ctx.SetParam(1, a+10)
	ctx.SetParam(2, append(rest, "more"))
}
