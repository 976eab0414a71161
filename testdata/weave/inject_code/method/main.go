package main

import (
	"fmt"

	"example.com/w/inject_code/method/target"
)

func main() {
	fmt.Println(new(target.T).Do())
}
