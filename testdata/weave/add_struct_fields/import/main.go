package main

import (
	"fmt"

	"example.com/w/add_struct_fields/import/target"
)

func main() {
	fmt.Printf("%+v\n", target.New())
}
