package main

import (
	"fmt"

	"example.com/w/inject_hooks/generic_recover/target"
)

func main() {
	fmt.Println(target.Safe(func() int { return 5 }))
	fmt.Println(target.Safe(func() string { panic(1) }))
}
