package main

import (
	"fmt"

	"example.com/w/inject_hooks/recover_unnamed/target"
)

func main() {
	fmt.Println(target.Safe(1))
	fmt.Println(target.Safe(-1))
}
