package main

import (
	"fmt"

	"example.com/w/inject_hooks/params_unnamed/target"
)

func main() {
	fmt.Println(target.Unnamed(1, nil, nil))
}
