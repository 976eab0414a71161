package main

import (
	"fmt"

	"example.com/w/inject_hooks/context_panic/target"
)

func main() {
	fmt.Println(target.Do(1))
	defer func() { fmt.Println("recovered", recover()) }()
	target.Do(0)
}
