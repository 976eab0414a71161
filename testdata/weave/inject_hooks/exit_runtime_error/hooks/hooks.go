package hooks

import (
	"fmt"
	"runtime"

	"otel-go.internal/hooks/api"
)

func After(n int, exit api.Exit) {
	err, ok := exit.Panic.(runtime.Error)
	fmt.Println("after", n, ok, err)
}
