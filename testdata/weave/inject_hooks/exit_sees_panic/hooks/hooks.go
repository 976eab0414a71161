package hooks

import (
	"fmt"

	"otel-go.internal/hooks/api"
)

func Before(s string) { fmt.Println("before", s) }

func After(n int, exit api.Exit) { fmt.Println("after", n, exit.Panicked, exit.Panic) }
