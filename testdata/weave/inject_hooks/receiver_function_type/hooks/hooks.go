package hooks

import (
	"fmt"

	"example.com/w/inject_hooks/receiver_function_type/target"
)

func Before(f target.HandlerFunc, s string) { fmt.Println("before", f != nil, s) }

func After(s string) string { return s + "!" }
