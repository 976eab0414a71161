package main

import (
	"fmt"

	"example.com/w/inject_hooks/defer_in_loop/target"
)

func main() {
	fmt.Println(target.Loop(4))
}
