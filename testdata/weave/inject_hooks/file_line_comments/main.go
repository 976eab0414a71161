package main

import (
	"fmt"

	"example.com/w/inject_hooks/file_line_comments/target"
)

func main() {
	fmt.Println(target.Do(1))
}
