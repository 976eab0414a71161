package main

import (
	"fmt"

	"example.com/w/inject_hooks/labels_and_goto/target"
)

func main() {
	rows := [][]int{{-1, 3}, {1, 3}}
	fmt.Println(target.Find(rows, 3), target.Find(rows, 9))
}
