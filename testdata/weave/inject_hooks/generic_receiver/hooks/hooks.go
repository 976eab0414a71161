package hooks

import (
	"fmt"

	"otel-go.internal/hooks/api"
)

func Before(b any) { fmt.Printf("before %T\n", b) }

func After(v any, ok bool, exit api.Exit) { fmt.Println("after", v, ok) }
