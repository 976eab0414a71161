package hooks

import (
	"errors"
	"fmt"

	"otel-go.internal/hooks/api"
)

func Before(ctx api.HookContext, r any) { fmt.Printf("before %T\n", r) }

func After(ctx api.HookContext, r any, err error) {
	fmt.Printf("after %T %v\n", r, err)
	ctx.SetReturnVal(1, errors.New("set"))
}
