package main

import "example.com/w/inject_hooks/init_before_hooks/target"

func main() {
	target.Do()
}
