package main

import (
	"fmt"

	"example.com/w/inject_hooks/results_of_wrong_type/target"
)

func main() {
	fmt.Println(target.Local())
}
