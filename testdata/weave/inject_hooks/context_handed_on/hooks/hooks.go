package hooks

import "otel-go.internal/hooks/api"

func Before(ctx api.HookContext, a, b int) { double(ctx) }

func double(ctx api.HookContext) {
	for i := range ctx.GetParamCount() {
		ctx.SetParam(i, ctx.GetParam(i).(int)*2)
	}
}
