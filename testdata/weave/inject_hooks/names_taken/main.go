package main

import (
	"fmt"

	"example.com/w/inject_hooks/names_taken/target"
)

func main() {
	fmt.Println(target.Own(1))
}
