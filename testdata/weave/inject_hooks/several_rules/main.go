package main

import (
	"fmt"

	"example.com/w/inject_hooks/several_rules/target"
)

func main() {
	fmt.Println(target.Do(1))
}
