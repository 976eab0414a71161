package main

import (
	"fmt"

	"example.com/w/inject_hooks/several_shapes/target"
)

func main() {
	fmt.Println(target.Do(1))
}
