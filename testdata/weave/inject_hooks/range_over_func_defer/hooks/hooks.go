package hooks

import (
	"fmt"

	"otel-go.internal/hooks/api"
)

func After(sum int, exit api.Exit) { fmt.Println("after", sum, exit.Panicked) }
