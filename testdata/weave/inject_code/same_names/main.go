package main

import "example.com/w/inject_code/same_names/target"

func main() {
	target.Work(true)
}
