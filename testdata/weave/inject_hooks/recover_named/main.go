package main

import (
	"fmt"

	"example.com/w/inject_hooks/recover_named/target"
)

func main() {
	fmt.Println(target.Safe(1))
	fmt.Println(target.Safe(-1))
}
