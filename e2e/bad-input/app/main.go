package main

import (
	"fmt"

	"example.com/badinput/lib"
)

func main() {
	fmt.Println(lib.Repeat("ha", 3))
}
