package main

import "example.com/w/expand_directive/all_arguments/target"

func main() {
	target.T{}.Do()
}
