package main

import (
	"fmt"

	"example.com/w/assign_value/grouped/target"
)

func main() {
	fmt.Println(target.A, target.B, target.C, target.D)
}
