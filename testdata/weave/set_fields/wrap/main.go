package main

import (
	"fmt"

	"example.com/w/set_fields/wrap/target"
)

func main() {
	fmt.Println(target.One, target.None)
}
