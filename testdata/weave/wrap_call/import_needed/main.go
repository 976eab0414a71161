package main

import (
	"fmt"

	"example.com/w/wrap_call/import_needed/target"
)

func main() {
	fmt.Println(target.Do(5))
}
