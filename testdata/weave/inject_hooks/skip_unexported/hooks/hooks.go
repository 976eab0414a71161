package hooks

import (
	"errors"

	"otel-go.internal/hooks/api"
)

func Before(n int) (api.Skip, any, any, error) { return n == 0, nil, nil, errors.New("skipped") }
