package main

import (
	"fmt"

	"example.com/w/assign_value/import/target"
)

func main() {
	fmt.Println(target.Timeout)
}
