package main

import (
	"fmt"

	"example.com/w/set_fields/unkeyed/target"
)

func main() {
	fmt.Println(target.One, target.Two)
}
