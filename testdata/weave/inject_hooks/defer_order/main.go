package main

import "example.com/w/inject_hooks/defer_order/target"

func main() {
	target.Order()
}
