package main

import (
	"fmt"

	"example.com/w/inject_hooks/before_and_after/target"
)

func main() {
	fmt.Println(target.Size("abc"))
}
