package hooks

import (
	"fmt"

	"otel-go.internal/hooks/api"
)

func AfterInner(n int, exit api.Exit) { fmt.Println("inner", exit.Panicked) }

func AfterOuter(err error, exit api.Exit) { fmt.Println("outer", err, exit.Panicked) }
