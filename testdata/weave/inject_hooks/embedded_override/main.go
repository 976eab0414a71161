package main

import (
	"fmt"

	"example.com/w/inject_hooks/embedded_override/target"
)

func main() {
	fmt.Println(target.Outer{}.Name(), target.Inner{}.Name())
}
