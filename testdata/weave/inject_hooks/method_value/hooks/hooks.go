package hooks

import (
	"fmt"

	"example.com/w/inject_hooks/method_value/target"
)

func Before(t *target.T, n int) { fmt.Println("before", t.N, n) }
