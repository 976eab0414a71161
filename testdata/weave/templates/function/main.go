package main

import (
	"fmt"

	"example.com/w/templates/function/target"
)

func main() {
	fmt.Println(target.Do(1, "b"))
}
