package main

import "example.com/w/inject_hooks/no_results_last_label/target"

func main() {
	target.Label(0)
	target.Label(1)
	target.Comment()
}
