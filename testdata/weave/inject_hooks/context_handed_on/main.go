package main

import (
	"fmt"

	"example.com/w/inject_hooks/context_handed_on/target"
)

func main() {
	fmt.Println(target.Do(1, 2))
}
