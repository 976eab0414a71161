package main

import "example.com/w/selectors/file_has_directive/target"

func main() {
	target.A(1)
	target.B(1)
	target.C("")
	target.D("")
}
