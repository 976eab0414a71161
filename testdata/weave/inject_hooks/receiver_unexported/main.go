package main

import (
	"fmt"

	"example.com/w/inject_hooks/receiver_unexported/target"
)

func main() {
	fmt.Println(target.Walk())
}
