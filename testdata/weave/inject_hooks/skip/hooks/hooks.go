package hooks

import (
	"errors"

	"otel-go.internal/hooks/api"
)

func Before(key string) (api.Skip, string, error) {
	return key == "cached", "from the cache", errors.New("old")
}
