package main

import (
	"fmt"

	"example.com/w/set_fields/nested/target"
)

func main() {
	fmt.Println(target.Do())
}
