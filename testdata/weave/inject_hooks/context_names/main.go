package main

import "example.com/w/inject_hooks/context_names/target"

func main() {
	target.Do()
	new(target.T).Do()
}
