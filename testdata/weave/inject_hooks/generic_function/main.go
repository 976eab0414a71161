package main

import (
	"fmt"

	"example.com/w/inject_hooks/generic_function/target"
)

func main() {
	fmt.Println(target.Map(map[string]int{"a": 1}, "a"))
	fmt.Println(target.Map(map[int]string{1: "a"}, 2))
}
