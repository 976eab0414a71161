package main

import (
	"fmt"

	"example.com/w/inject_hooks/receiver_value/target"
)

func main() {
	fmt.Println(target.Stack{1, 2}.Len())
	fmt.Println((&target.Stack{1}).Len())
}
