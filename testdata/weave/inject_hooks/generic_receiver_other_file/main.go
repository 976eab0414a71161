package main

import (
	"fmt"

	"example.com/w/inject_hooks/generic_receiver_other_file/target"
)

func main() {
	var l target.List[string]
	fmt.Println(l.Push("a"), l.Push("b"))
}
