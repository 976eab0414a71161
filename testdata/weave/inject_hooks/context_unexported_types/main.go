package main

import (
	"fmt"

	"example.com/w/inject_hooks/context_unexported_types/target"
)

func main() {
	fmt.Println(target.Do("/abc"))
}
