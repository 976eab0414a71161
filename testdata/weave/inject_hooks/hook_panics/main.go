package main

import (
	"fmt"

	"example.com/w/inject_hooks/hook_panics/target"
)

func main() {
	fmt.Println(target.Work(1), target.Work(2))
}
