package main

import (
	"fmt"

	"example.com/w/add_file/file/target"
)

func main() {
	fmt.Println(target.Do(1), target.Do(2))
}
