package main

import (
	"fmt"

	"example.com/w/inject_hooks/file_cgo/target"
)

func main() {
	fmt.Println(target.Double(4))
}
