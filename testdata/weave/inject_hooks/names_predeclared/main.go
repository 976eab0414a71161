package main

import (
	"fmt"

	"example.com/w/inject_hooks/names_predeclared/target"
)

func main() {
	fmt.Println(target.Own(1, target.One))
}
