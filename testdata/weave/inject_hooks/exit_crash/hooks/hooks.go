package hooks

import (
	"fmt"

	"otel-go.internal/hooks/api"
)

func After(exit api.Exit) { fmt.Println("after", exit.Panic) }
