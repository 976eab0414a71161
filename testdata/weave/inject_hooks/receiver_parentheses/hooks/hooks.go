package hooks

import (
	"fmt"

	"example.com/w/inject_hooks/receiver_parentheses/target"
)

func Before(t *target.T) { fmt.Println("get", t.N) }
