package main

import (
	"fmt"

	"example.com/w/wrap_call/nested/target"
)

func main() {
	fmt.Println(target.Do(" a "))
}
