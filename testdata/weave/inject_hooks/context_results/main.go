package main

import (
	"fmt"

	"example.com/w/inject_hooks/context_results/target"
)

func main() {
	fmt.Println(target.Do(1))
}
