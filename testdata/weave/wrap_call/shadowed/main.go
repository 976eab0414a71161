package main

import (
	"fmt"

	"example.com/w/wrap_call/shadowed/target"
)

func main() {
	fmt.Println(target.Do("a"))
}
