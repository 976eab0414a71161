package main

import (
	"fmt"

	"example.com/w/inject_hooks/results_of_unexported_type/target"
)

func main() {
	fmt.Println(target.Local(0), target.Local(1))
}
