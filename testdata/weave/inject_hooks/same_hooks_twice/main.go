package main

import "example.com/w/inject_hooks/same_hooks_twice/target"

func main() {
	target.Do()
}
