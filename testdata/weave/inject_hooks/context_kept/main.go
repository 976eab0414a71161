package main

import "example.com/w/inject_hooks/context_kept/target"

func main() {
	for n := range 3 {
		target.Do(n)
	}
}
