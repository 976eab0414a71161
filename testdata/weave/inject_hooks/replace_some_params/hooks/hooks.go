package hooks

import (
	"fmt"

	"example.com/w/inject_hooks/replace_some_params/target"
)

func Outer(_ *target.Client, name string, _, _ any) string { return "outer " + name }

func Inner(_ any, name string, _ any, args []int) (*string, string, []int) {
	name = "inner " + name
	return &name, name, append(args, 4)
}

func After(state *string, _ any, _ any) { fmt.Println("after", *state) }
