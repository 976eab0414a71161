package main

import (
	"fmt"

	"example.com/w/inject_hooks/no_return/target"
)

func main() {
	defer func() { fmt.Println("recovered", recover()) }()
	target.Never(4)
}
