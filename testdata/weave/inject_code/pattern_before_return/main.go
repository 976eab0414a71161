package main

import (
	"fmt"

	"example.com/w/inject_code/pattern_before_return/target"
)

func main() {
	fmt.Println(target.Do(0), target.Do(1))
}
