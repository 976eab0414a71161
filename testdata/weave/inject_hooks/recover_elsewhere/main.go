package main

import (
	"fmt"

	"example.com/w/inject_hooks/recover_elsewhere/target"
)

func main() {
	fmt.Println(target.Work(false), target.Work(true))
}
