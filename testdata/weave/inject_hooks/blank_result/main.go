package main

import (
	"fmt"

	"example.com/w/inject_hooks/blank_result/target"
)

func main() {
	fmt.Println(target.Blank(1))
	fmt.Println(target.Blank(-1))
}
