package main

import (
	"fmt"

	"example.com/w/add_file/left_out/target"
)

func main() {
	fmt.Println(target.Do())
}
