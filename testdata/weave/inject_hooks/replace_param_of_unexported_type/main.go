package main

import (
	"fmt"

	"example.com/w/inject_hooks/replace_param_of_unexported_type/target"
)

func main() {
	fmt.Println(target.Show(0), target.Show(1))
}
