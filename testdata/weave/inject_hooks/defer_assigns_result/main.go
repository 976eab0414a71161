package main

import (
	"fmt"

	"example.com/w/inject_hooks/defer_assigns_result/target"
)

func main() {
	_, err := target.Join()
	fmt.Printf("%q\n", err)
}
