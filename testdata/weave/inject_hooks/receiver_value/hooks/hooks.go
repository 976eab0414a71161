package hooks

import (
	"fmt"

	"example.com/w/inject_hooks/receiver_value/target"
)

func Before(s target.Stack) { fmt.Println("before", s) }

func After(n int) { fmt.Println("after", n) }
