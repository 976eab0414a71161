package main

import (
	"fmt"

	"example.com/w/assign_value/no_initial_value/target"
)

func main() {
	fmt.Println(target.Do())
}
