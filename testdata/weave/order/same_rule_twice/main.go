package main

import "example.com/w/order/same_rule_twice/target"

func main() {
	target.Do()
}
