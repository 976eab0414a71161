package hooks

import (
	"errors"
	"fmt"

	"otel-go.internal/hooks/api"
)

type state struct{ n int }

func Before(n int) (*state, int, api.Skip, string, error) {
	return &state{n}, n + 10, n == 0, "skipped", nil
}

func After(st *state, s string, err error) (string, error) {
	return fmt.Sprint(s, " of ", st.n), errors.New("replaced")
}
