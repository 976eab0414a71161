package main

import (
	"fmt"

	"example.com/w/selectors/last_result/target"
)

func main() {
	fmt.Println(target.A("a"))
	fmt.Println(target.B("b"))
	fmt.Println(target.C(1))
}
