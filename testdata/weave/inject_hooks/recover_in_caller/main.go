package main

import (
	"fmt"

	"example.com/w/inject_hooks/recover_in_caller/target"
)

func main() {
	fmt.Println(target.Outer())
}
