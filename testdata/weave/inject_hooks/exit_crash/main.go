package main

import "example.com/w/inject_hooks/exit_crash/target"

func main() {
	target.Crash()
}
