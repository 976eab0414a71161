package main

import (
	"fmt"

	"example.com/w/inject_hooks/generic_constraint/target"
)

func main() {
	fmt.Println(target.First([]int{1, 2}), target.First([]string{"a"}))
}
