package main

import (
	"fmt"
	"slices"

	"example.com/w/inject_hooks/range_over_func/target"
)

func main() {
	seq := slices.Values([]int{1, 2, 3})
	fmt.Println(target.First(seq, 1))
	fmt.Println(target.First(seq, 9))
}
