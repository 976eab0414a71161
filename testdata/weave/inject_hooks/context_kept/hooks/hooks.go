package hooks

import (
	"fmt"

	"otel-go.internal/hooks/api"
)

var kept []api.HookContext

func Before(ctx api.HookContext, n int) {
	ctx.SetData(n)
	kept = append(kept, ctx)
}

func After(ctx api.HookContext, n int) {
	for _, one := range kept {
		fmt.Print(one.GetData(), " ")
	}
	fmt.Println("kept")
}
