package hooks

import (
	"fmt"

	"otel-go.internal/hooks/api"
)

func After(exit api.Exit) { fmt.Printf("after %v %T\n", exit.Panicked, exit.Panic) }
