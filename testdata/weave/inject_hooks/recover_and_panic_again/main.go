package main

import (
	"fmt"

	"example.com/w/inject_hooks/recover_and_panic_again/target"
)

func main() {
	defer func() { fmt.Println("recovered", recover()) }()
	target.Again()
}
