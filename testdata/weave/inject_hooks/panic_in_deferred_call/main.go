package main

import (
	"fmt"

	"example.com/w/inject_hooks/panic_in_deferred_call/target"
)

func main() {
	defer func() { fmt.Println("recovered", recover()) }()
	target.Late()
}
