package main

import (
	"fmt"

	"example.com/w/inject_hooks/comments_around/target"
)

func main() {
	fmt.Println(target.Do(1, "x"))
}
