package main

import (
	"fmt"

	"example.com/w/inject_hooks/forwarded_call/target"
)

func main() {
	fmt.Println(target.Forward(1))
}
