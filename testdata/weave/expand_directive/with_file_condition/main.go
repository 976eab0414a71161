package main

import "example.com/w/expand_directive/with_file_condition/target"

func main() {
	target.A()
	target.B()
}
