package main

import (
	"fmt"

	"example.com/w/inject_code/with_hooks/target"
)

func main() {
	fmt.Println(target.Do(1))
}
