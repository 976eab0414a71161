package main

import (
	"fmt"

	"example.com/w/inject_hooks/defer_harmless/target"
)

func main() {
	fmt.Println(target.Locked(), target.Locked())
}
