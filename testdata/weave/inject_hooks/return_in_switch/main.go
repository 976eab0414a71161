package main

import (
	"fmt"

	"example.com/w/inject_hooks/return_in_switch/target"
)

func main() {
	sent := make(chan string, 1)
	sent <- "sent"
	for _, v := range []any{9, 1, nil, 1.5, make(chan string), sent} {
		fmt.Println(target.Kind(v))
	}
}
