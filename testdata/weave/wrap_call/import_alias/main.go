package main

import (
	"fmt"

	"example.com/w/wrap_call/import_alias/target"
)

func main() {
	fmt.Println(target.Alias("a"), target.Dot("b"))
}
