package main

import (
	"fmt"

	"example.com/w/inject_hooks/receiver_unnamed/target"
)

func main() {
	t := &target.T{N: 5}
	fmt.Println(t.Kind(), t.Size())
}
