package main

import (
	"fmt"

	"example.com/w/inject_hooks/context_skip/target"
)

func main() {
	fmt.Println(target.Do(0))
	fmt.Println(target.Do(1))
}
