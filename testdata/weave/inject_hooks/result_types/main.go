package main

import (
	"fmt"

	"example.com/w/inject_hooks/result_types/target"
)

func main() {
	_, _, _, pair, s, _ := target.Many()
	fmt.Println(pair, s)
}
