package main

import (
	"fmt"
	"slices"

	"example.com/w/inject_hooks/range_over_func_defer/target"
)

func main() {
	fmt.Println(target.All(slices.Values([]int{1, 2, 3})))
}
