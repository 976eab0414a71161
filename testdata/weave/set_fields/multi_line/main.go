package main

import (
	"fmt"

	"example.com/w/set_fields/multi_line/target"
)

func main() {
	fmt.Println(target.Do())
}
