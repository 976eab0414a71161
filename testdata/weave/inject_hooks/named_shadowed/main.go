package main

import (
	"fmt"

	"example.com/w/inject_hooks/named_shadowed/target"
)

func main() {
	fmt.Println(target.Shadow(0))
	fmt.Println(target.Shadow(1))
}
