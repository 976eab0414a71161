package hooks

import (
	"fmt"

	"otel-go.internal/hooks/api"
)

func After(ctx api.HookContext, n int, err error) {
	fmt.Println("after", ctx.GetReturnValCount(), ctx.GetReturnVal(0), ctx.GetReturnVal(1))
	ctx.SetReturnVal(0, n+1)
	ctx.SetReturnVal(1, nil)
}
