package main

import (
	"fmt"

	"example.com/w/order/explicit/target"
)

func main() {
	fmt.Println(target.Do("x"))
}
