package main

import "example.com/w/selectors/combinators/target"

func main() {
	target.Get(1)
	target.Put(1)
	target.Post("a")
}
