package main

import (
	"fmt"

	"example.com/w/inject_hooks/params_variadic/target"
)

func main() {
	fmt.Println(target.Join("-", "a", "b"), target.Join("-"))
	fmt.Println(target.Join("+", []string{"c", "d"}...))
}
