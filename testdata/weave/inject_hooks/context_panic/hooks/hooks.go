package hooks

import (
	"fmt"

	"otel-go.internal/hooks/api"
)

func Before(ctx api.HookContext, n int) { ctx.SetData(n) }

func After(ctx api.HookContext, s string, err error) {
	fmt.Printf("after %v %q %v\n", ctx.GetData(), s, err)
}
