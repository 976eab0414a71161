package main

import (
	"fmt"

	"example.com/w/inject_hooks/generic_receiver/target"
)

func main() {
	fmt.Println(target.New("x").Get())
	fmt.Println(target.New(1).Get())
}
