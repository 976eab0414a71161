package main

import (
	"fmt"

	"example.com/w/inject_code/entry/target"
)

func main() {
	fmt.Println(target.Do(1), target.Do(9))
}
