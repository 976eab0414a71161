package main

import (
	"fmt"
	"strings"

	"example.com/w/inject_hooks/receiver_function_type/target"
)

func main() {
	fmt.Println(target.HandlerFunc(strings.ToUpper).Serve("abc"))
}
