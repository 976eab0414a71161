package main

import (
	"fmt"

	"example.com/w/inject_hooks/generic_blank_type_parameter/target"
)

func main() {
	fmt.Println(new(target.Pair[int, string]).Len())
	fmt.Println(target.Kind[string](5))
}
