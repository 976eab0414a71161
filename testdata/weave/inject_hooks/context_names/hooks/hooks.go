package hooks

import (
	"fmt"

	"otel-go.internal/hooks/api"
)

func Before(ctx api.HookContext) { fmt.Println(ctx.GetFuncName(), ctx.GetPackageName()) }

func BeforeMethod(ctx api.HookContext, _ any) { fmt.Println(ctx.GetFuncName(), ctx.GetPackageName()) }
