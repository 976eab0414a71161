package main

import (
	"fmt"

	"example.com/w/inject_hooks/skip_unexported/target"
)

func main() {
	fmt.Println(target.Get(1))
	fmt.Println(target.Get(0))
}
