package hooks

import "fmt"

type state struct{ key any }

func Before(m, k any) *state { return &state{k} }

func After(s *state, v any, err error) (any, error) {
	fmt.Println("after", s.key, v, err)
	return v, nil
}
