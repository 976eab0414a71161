package main

import (
	"fmt"

	"example.com/w/inject_hooks/multi_line_return/target"
)

func main() {
	fmt.Println(target.Shapes(3))
}
