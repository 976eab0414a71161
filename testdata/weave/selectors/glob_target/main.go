package main

import (
	"example.com/w/selectors/glob_target/a1"
	"example.com/w/selectors/glob_target/b1"
	"example.com/w/selectors/glob_target/c1"
)

func main() {
	a1.Do()
	b1.Other()
	c1.Do()
}
