package main

import (
	"fmt"

	"example.com/w/assign_value/multi_line/target"
)

func main() {
	fmt.Println(target.List, target.Line())
}
