package main

import "example.com/w/templates/unnamed_argument/target"

func main() {
	target.Do(1, 2)
}
