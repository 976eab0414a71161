package main

import (
	"fmt"

	"example.com/w/inject_hooks/file_not_ascii/target"
)

func main() {
	fmt.Println(target.Größe(1))
}
