package main

import (
	"fmt"

	"example.com/w/inject_hooks/caller_position/target"
)

func main() {
	fmt.Println(target.Where())
}
