package main

import "example.com/w/inject_hooks/no_results_one_line/target"

func main() {
	target.OneLine()
	target.Empty()
}
