package main

import "example.com/w/selectors/glob_generic_types/target"

func main() {
	target.A(nil)
	target.B(nil)
}
