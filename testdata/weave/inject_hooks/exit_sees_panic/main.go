package main

import (
	"fmt"

	"example.com/w/inject_hooks/exit_sees_panic/target"
)

func main() {
	fmt.Println(target.Parse("abc"))
	defer func() { fmt.Println("recovered", recover()) }()
	target.Parse("")
}
