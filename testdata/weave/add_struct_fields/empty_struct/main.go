package main

import (
	"fmt"

	"example.com/w/add_struct_fields/empty_struct/target"
)

func main() {
	fmt.Println(target.Do())
}
