package main

import (
	"fmt"

	"example.com/w/inject_hooks/exit_nil_panic/target"
)

func main() {
	defer func() { fmt.Printf("recovered %T\n", recover()) }()
	target.Empty()
}
