package main

import (
	"fmt"

	"example.com/w/inject_code/raw_string/target"
)

func main() {
	fmt.Printf("%q\n", target.Do("x"))
}
