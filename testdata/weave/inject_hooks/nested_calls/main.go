package main

import (
	"fmt"

	"example.com/w/inject_hooks/nested_calls/target"
)

func main() {
	fmt.Println(target.Outer(1))
}
