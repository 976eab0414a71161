package main

import "example.com/w/inject_hooks/skip_no_results/target"

func main() {
	target.Do(0)
	target.Do(1)
}
