package main

import (
	"fmt"

	"example.com/w/inject_code/imports/target"
)

func main() {
	fmt.Println(target.Do("a"))
}
