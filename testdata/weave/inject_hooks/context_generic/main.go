package main

import (
	"fmt"

	"example.com/w/inject_hooks/context_generic/target"
)

func main() {
	n, s := target.Box[int]{V: 1}, target.Box[string]{V: "a"}
	fmt.Println(n.Put(5), n.V, s.Put("b"), s.V)
}
