package main

import "example.com/w/selectors/signature_contains/target"

func main() {
	target.A(nil, nil)
	target.B(1)
}
