package main

import (
	"fmt"

	"example.com/w/wrap_call/own_function/target"
)

func main() {
	fmt.Println(target.Do(1))
}
