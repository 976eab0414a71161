package main

import (
	"fmt"

	"example.com/w/inject_hooks/exit_runtime_error/target"
)

func main() {
	fmt.Println(target.At([]int{7}, 0))
	defer func() { fmt.Println("recovered", recover()) }()
	target.At(nil, 3)
}
