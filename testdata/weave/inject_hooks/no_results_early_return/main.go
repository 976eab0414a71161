package main

import "example.com/w/inject_hooks/no_results_early_return/target"

func main() {
	for n := range 4 {
		target.Early(n)
	}
}
