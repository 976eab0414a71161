package main

import (
	"fmt"

	"example.com/w/inject_hooks/state/target"
)

func main() {
	fmt.Println(target.Fact(3))
}
