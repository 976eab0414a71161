package main

import (
	"fmt"
	"io"

	"example.com/w/inject_hooks/params_variadic_interface/target"
)

func main() {
	target.Log("%d %v", 1, nil)
	fmt.Println(target.Errors(io.EOF, io.ErrClosedPipe))
}
