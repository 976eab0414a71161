package main

import (
	"fmt"

	"example.com/w/inject_hooks/file_left_out/target"
)

func main() {
	fmt.Println(target.Do(1))
}
