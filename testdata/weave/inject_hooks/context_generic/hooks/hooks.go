package hooks

import "otel-go.internal/hooks/api"

func Before(ctx api.HookContext, b, v any) {
	if n, ok := v.(int); ok {
		ctx.SetParam(1, n+1)
	}
}

func After(ctx api.HookContext, old any) {
	if s, ok := old.(string); ok {
		ctx.SetReturnVal(0, s+"!")
	}
}
