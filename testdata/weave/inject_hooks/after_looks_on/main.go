package main

import (
	"fmt"

	"example.com/w/inject_hooks/after_looks_on/target"
)

func main() {
	fmt.Println(target.Div(6, 3))
	fmt.Println(target.Div(6, 0))
}
