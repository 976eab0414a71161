package main

import (
	"fmt"

	"example.com/w/inject_code/import_shadowed/target"
)

func main() {
	fmt.Println(target.Do(3))
}
