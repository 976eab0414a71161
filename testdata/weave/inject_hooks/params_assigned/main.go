package main

import (
	"fmt"

	"example.com/w/inject_hooks/params_assigned/target"
)

func main() {
	fmt.Println(target.Count(10))
}
