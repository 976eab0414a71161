package main

import (
	"fmt"

	"example.com/w/inject_hooks/named_bare_return/target"
)

func main() {
	fmt.Println(target.Named(1))
	fmt.Println(target.Named(-1))
}
