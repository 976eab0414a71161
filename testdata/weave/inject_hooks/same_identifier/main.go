package main

import "example.com/w/inject_hooks/same_identifier/target"

func main() {
	target.A_B(1)
	new(target.A).B()
}
