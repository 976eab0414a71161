package main

import (
	"fmt"

	"example.com/w/inject_hooks/params_blank/target"
)

func main() {
	fmt.Println(target.Blank(2, "x", "y"))
}
