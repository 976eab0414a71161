package main

import (
	"fmt"

	"example.com/w/inject_hooks/file_crlf/target"
)

func main() {
	fmt.Println(target.Do(0), target.Do(5))
}
