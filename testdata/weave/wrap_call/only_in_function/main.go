package main

import (
	"fmt"

	"example.com/w/wrap_call/only_in_function/target"
)

func main() {
	fmt.Println(target.Do("a"), target.Other("a"))
}
