package main

import (
	"fmt"

	"example.com/w/wrap_call/closure/target"
)

func main() {
	fmt.Println(target.Do("1"))
	fmt.Println(target.Do("x"))
}
