package main

import (
	"fmt"

	"example.com/w/set_fields/elided_types/target"
)

func main() {
	fmt.Println(target.List, *target.Map["a"])
}
