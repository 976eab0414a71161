package main

import (
	"fmt"

	"example.com/w/inject_hooks/receiver_parentheses/target"
)

func main() {
	fmt.Println((&target.T{N: 3}).Get())
}
