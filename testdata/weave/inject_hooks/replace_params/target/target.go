package target

import "fmt"

type T struct{ Name string }

func (t *T) Join(n int, parts ...string) string { return fmt.Sprint(t.Name, n, parts) }
