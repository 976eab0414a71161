package hooks

import (
	"example.com/w/inject_hooks/receiver_replaced/target"
	"otel-go.internal/hooks/api"
)

func Before(ctx api.HookContext, t *target.T) { ctx.SetParam(0, &target.T{N: t.N + "'s brother"}) }
