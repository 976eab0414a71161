package main

import (
	"fmt"

	"example.com/w/inject_hooks/skip_then_after/target"
)

func main() {
	fmt.Println(target.Get(0))
	fmt.Println(target.Get(1))
}
