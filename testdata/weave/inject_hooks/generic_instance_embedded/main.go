package main

import (
	"fmt"

	"example.com/w/inject_hooks/generic_instance_embedded/target"
)

func main() {
	fmt.Println(target.Ints{target.Box[int]{V: 5}}.Get(), target.Alias{V: "a"}.Get())
}
