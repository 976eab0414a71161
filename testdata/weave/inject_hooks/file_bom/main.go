package main

import (
	"fmt"

	"example.com/w/inject_hooks/file_bom/target"
)

func main() {
	fmt.Println(target.Do(1))
}
