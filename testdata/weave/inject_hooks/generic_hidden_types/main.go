package main

import (
	"fmt"

	"example.com/w/inject_hooks/generic_hidden_types/target"
)

func main() {
	fmt.Println(target.Hidden(3))
}
