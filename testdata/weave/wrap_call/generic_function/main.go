package main

import (
	"fmt"

	"example.com/w/wrap_call/generic_function/target"
)

func main() {
	fmt.Println(target.Do([]int{1, 5}))
}
