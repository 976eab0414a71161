package main

import (
	"fmt"

	"example.com/w/wrap_call/in_hooked_return/target"
)

func main() {
	fmt.Println(target.Do("a"))
}
