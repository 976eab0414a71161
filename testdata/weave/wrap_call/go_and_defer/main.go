package main

import "example.com/w/wrap_call/go_and_defer/target"

func main() {
	target.Do()
}
