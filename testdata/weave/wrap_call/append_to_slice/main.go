package main

import (
	"fmt"

	"example.com/w/wrap_call/append_to_slice/target"
)

func main() {
	fmt.Println(target.Do("abc"))
}
