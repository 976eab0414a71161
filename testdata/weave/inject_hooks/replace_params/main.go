package main

import (
	"fmt"

	"example.com/w/inject_hooks/replace_params/target"
)

func main() {
	fmt.Println((&target.T{Name: "t"}).Join(1, "a"))
	fmt.Println((&target.T{Name: "t"}).Join(1))
}
