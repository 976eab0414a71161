package main

import (
	"fmt"

	"example.com/w/inject_hooks/return_after_operator/target"
)

func main() {
	fmt.Println(target.Sum(3, 4))
}
