package main

import (
	"fmt"

	"example.com/w/inject_code/pattern_uses_locals/target"
)

func main() {
	fmt.Println(target.Do(`"a"`))
}
