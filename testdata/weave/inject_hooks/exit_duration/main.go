package main

import "example.com/w/inject_hooks/exit_duration/target"

func main() {
	target.Wait()
}
