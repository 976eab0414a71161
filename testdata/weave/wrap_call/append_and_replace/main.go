package main

import (
	"fmt"

	"example.com/w/wrap_call/append_and_replace/target"
)

func main() {
	fmt.Println(target.Do("a"))
}
