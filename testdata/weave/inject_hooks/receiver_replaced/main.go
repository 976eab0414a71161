package main

import (
	"fmt"

	"example.com/w/inject_hooks/receiver_replaced/target"
)

func main() {
	fmt.Println((&target.T{N: "Tom"}).Name())
}
