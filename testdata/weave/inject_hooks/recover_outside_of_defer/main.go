package main

import (
	"fmt"

	"example.com/w/inject_hooks/recover_outside_of_defer/target"
)

func main() {
	defer fmt.Println("the process goes on")
	defer target.Rescue()
	panic("recovered by Rescue")
}
