package main

import (
	"fmt"

	"example.com/w/inject_hooks/recover_in_helper/target"
)

func main() {
	fmt.Println(target.Helper(3))
}
