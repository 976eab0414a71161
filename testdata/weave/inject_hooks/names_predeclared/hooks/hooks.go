package hooks

import (
	"fmt"

	"otel-go.internal/hooks/api"
)

func Before(s, a any) (*int, any, any, api.Skip, any, any) {
	fmt.Println("before", s, a)
	return new(int), s, a, false, nil, nil
}

func After(st *int, s, a any) (any, any) {
	fmt.Println("after", s, a)
	return s, a
}
