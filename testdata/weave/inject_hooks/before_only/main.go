package main

import (
	"fmt"

	"example.com/w/inject_hooks/before_only/target"
)

func main() {
	fmt.Println(target.Add(1, 2))
}
