package main

import (
	"fmt"

	"example.com/w/add_file/only_with_file/target"
)

func main() {
	fmt.Println(target.Do())
}
