package main

import (
	"fmt"

	"example.com/w/inject_hooks/generic_alias_receiver/target"
)

func main() {
	t := new(target.T)
	t.Do()
	fmt.Println(t.N)
}
