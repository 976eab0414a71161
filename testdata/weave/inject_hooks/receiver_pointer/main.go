package main

import (
	"fmt"

	"example.com/w/inject_hooks/receiver_pointer/target"
)

func main() {
	var s target.Stack
	s.Add(1)
	s.Add(2)
	fmt.Println(s)
}
