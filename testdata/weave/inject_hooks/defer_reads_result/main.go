package main

import (
	"fmt"

	"example.com/w/inject_hooks/defer_reads_result/target"
)

func main() {
	fmt.Println(target.Read(1))
	fmt.Println(target.Read(-1))
}
