package main

import (
	"fmt"

	"example.com/w/inject_hooks/closures/target"
)

func main() {
	f, n := target.Compose(5)
	fmt.Println(f(), n)
}
