package main

import (
	"fmt"

	"example.com/w/inject_hooks/context_params/target"
)

func main() {
	fmt.Println((&target.T{N: 1}).Do(2, "a"))
}
