package hooks

import (
	"fmt"

	"example.com/w/inject_hooks/context_data/target"
	"otel-go.internal/hooks/api"
)

func Before(ctx api.HookContext, t *target.T, a int) {
	ctx.SetData(a)
	ctx.SetKeyData("key", t.N)
}

func After(ctx api.HookContext, n int) {
	fmt.Println("after", n, ctx.GetData(), ctx.GetKeyData("key"), ctx.HasKeyData("other"))
}
