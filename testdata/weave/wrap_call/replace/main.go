package main

import (
	"fmt"

	"example.com/w/wrap_call/replace/target"
)

func main() {
	fmt.Println(target.Do("a"), target.Do("b"))
}
