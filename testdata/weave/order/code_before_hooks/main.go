package main

import (
	"fmt"

	"example.com/w/order/code_before_hooks/target"
)

func main() {
	fmt.Println((&target.Transport{Name: "plain"}).RoundTrip("a"))
	fmt.Println(target.Internal().RoundTrip("b"))
	fmt.Println(target.Both(1))
}
