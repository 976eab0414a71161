package main

import (
	"fmt"

	"example.com/w/inject_code/pattern_before/target"
)

func main() {
	fmt.Println(target.Do(1, 2))
}
