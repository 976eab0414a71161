package main

import (
	"fmt"

	"example.com/w/set_fields/import_alias/target"
)

func main() {
	fmt.Println(target.Do())
}
