package main

import (
	"fmt"

	"example.com/w/assign_value/replace/target"
)

func main() {
	fmt.Println(target.Limit, target.Name)
}
