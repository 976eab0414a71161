package main

import (
	"fmt"

	"example.com/w/inject_hooks/after_replaces_results/target"
)

func main() {
	fmt.Println(target.Name(1))
	fmt.Println(target.Name(-1))
}
