package hooks

import (
	inst "example.com/w/api"
	"example.com/w/context/target"
)

func BeforeReads(ctx inst.HookContext, t *target.T, a int) { ctx.SetData(ctx.GetParam(1)) }

func AfterReads(ctx inst.HookContext, n int) {}

func BeforeWrites(ctx inst.HookContext, t *target.T, a int) {
	helper(ctx)
}

func AfterWrites(ctx inst.HookContext, n int, err error) { ctx.SetReturnVal(0, n+1) }

func BeforeData(ctx inst.HookContext, _ any, _ interface{}) { ctx.SetData(1) }

func AfterData(ictx inst.HookContext, _ any) {}

func helper(ctx inst.HookContext) { ctx.SetParam(1, 2) }
