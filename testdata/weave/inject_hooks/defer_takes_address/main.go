package main

import (
	"fmt"

	"example.com/w/inject_hooks/defer_takes_address/target"
)

func main() {
	fmt.Println(target.Close())
}
