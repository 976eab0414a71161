package main

import (
	"fmt"

	"example.com/w/inject_hooks/label_at_entry/target"
)

func main() {
	fmt.Println(target.Count(0))
}
