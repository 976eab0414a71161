package main

import (
	"fmt"

	"example.com/w/order/several_things/target"
)

func main() {
	fmt.Println(target.Do(1))
}
