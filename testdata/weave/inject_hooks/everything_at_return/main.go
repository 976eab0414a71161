package main

import (
	"fmt"

	"example.com/w/inject_hooks/everything_at_return/target"
)

func main() {
	fmt.Println(target.All(0))
	fmt.Println(target.All(1))
}
