package hooks

import (
	"fmt"

	"otel-go.internal/hooks/api"
)

func Before(ctx api.HookContext) { fmt.Println("before") }

func After(ctx api.HookContext, n int) { fmt.Println("after", n) }
