package main

import (
	"fmt"

	"example.com/w/inject_hooks/pragma_noinline/target"
)

func main() {
	fmt.Println(target.Do(1))
}
