package hooks

import (
	"fmt"

	"otel-go.internal/hooks/api"
)

func Before() { fmt.Println("before") }

func After(exit api.Exit) { fmt.Println("after") }
