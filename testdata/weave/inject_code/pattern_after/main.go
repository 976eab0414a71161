package main

import (
	"fmt"

	"example.com/w/inject_code/pattern_after/target"
)

func main() {
	fmt.Println(target.Do(-1), target.Do(1))
}
