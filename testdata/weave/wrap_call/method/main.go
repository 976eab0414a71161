package main

import (
	"fmt"

	"example.com/w/wrap_call/method/target"
)

func main() {
	fmt.Println(target.Do("a"))
}
