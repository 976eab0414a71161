package main

import (
	"fmt"

	"example.com/w/inject_code/declared_names/target"
)

func main() {
	fmt.Println(target.Do(3))
}
