package main

import (
	"fmt"

	"example.com/w/inject_hooks/everything_in_a_closure/target"
)

func main() {
	fmt.Println(target.All(0))
	fmt.Println(target.All(1))
}
