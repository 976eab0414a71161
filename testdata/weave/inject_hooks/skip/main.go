package main

import (
	"fmt"

	"example.com/w/inject_hooks/skip/target"
)

func main() {
	fmt.Println(target.Get("x"))
	fmt.Println(target.Get("cached"))
}
