package hooks

import (
	"fmt"

	"example.com/w/inject_hooks/generic_instance_types/target"
)

func Before(l target.List[int], p target.Pair[string, *target.List[bool]]) {
	fmt.Println("before", l, p)
}

func After(p target.Pair[int, error], l target.List[target.Pair[int, int]]) {
	fmt.Println("after", p, l)
}
