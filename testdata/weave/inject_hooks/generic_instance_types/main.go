package main

import (
	"fmt"

	"example.com/w/inject_hooks/generic_instance_types/target"
)

func main() {
	fmt.Println(target.Sum(target.List[int]{1}, target.Pair[string, *target.List[bool]]{First: "a"}))
}
