package hooks

import (
	"fmt"

	"otel-go.internal/hooks/api"
)

func Before(n int) (api.Skip, string, error) { return n == 0, "skipped", nil }

func After(s string, err error) (string, error) {
	fmt.Println("after", s, err)
	return s + "!", err
}
