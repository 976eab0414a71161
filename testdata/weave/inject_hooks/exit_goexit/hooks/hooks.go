package hooks

import (
	"fmt"

	"otel-go.internal/hooks/api"
)

func After(n int, exit api.Exit) { fmt.Println("after", n, exit.Panicked) }
