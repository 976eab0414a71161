package main

import (
	"fmt"

	"example.com/w/assign_value/wrap/target"
)

func main() {
	fmt.Println(*target.Client)
}
