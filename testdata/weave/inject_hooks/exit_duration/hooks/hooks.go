package hooks

import (
	"fmt"
	"time"

	"otel-go.internal/hooks/api"
)

func After(exit api.Exit) { fmt.Println("after", exit.Duration >= time.Millisecond) }
