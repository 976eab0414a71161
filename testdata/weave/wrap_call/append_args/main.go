package main

import (
	"fmt"

	"example.com/w/wrap_call/append_args/target"
)

func main() {
	fmt.Println(target.Do("a"))
}
