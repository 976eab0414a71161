package hooks

import (
	"fmt"

	"example.com/w/inject_hooks/receiver_pointer/target"
)

func Before(s *target.Stack, n int) { fmt.Println("add", n, "to", s.Items) }
