package main

import "example.com/w/selectors/file_conditions/target"

func main() {
	target.T{}.Do()
}
