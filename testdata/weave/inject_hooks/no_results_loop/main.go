package main

import "example.com/w/inject_hooks/no_results_loop/target"

func main() {
	target.Loop(2)
}
