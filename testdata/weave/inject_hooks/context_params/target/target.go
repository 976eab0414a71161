package target

import "fmt"

type T struct{ N int }

func (t *T) Do(a int, rest ...string) string { return fmt.Sprint(t.N, a, rest) }
