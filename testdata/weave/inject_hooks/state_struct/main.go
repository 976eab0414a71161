package main

import "example.com/w/inject_hooks/state_struct/target"

func main() {
	target.Greet("you")
}
