package main

import "example.com/w/expand_directive/arguments/target"

func main() {
	target.Do()
	target.Other()
}
