package main

import (
	"fmt"

	"example.com/w/inject_hooks/params_ignored/target"
)

func main() {
	fmt.Println(target.Read(make([]byte, 8), 5))
}
