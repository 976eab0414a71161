package hooks

import (
	"fmt"

	"otel-go.internal/hooks/api"
)

func Before(n int) api.Skip { return n == 0 }

func After() { fmt.Println("after") }
