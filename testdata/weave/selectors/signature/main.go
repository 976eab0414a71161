package main

import (
	"fmt"

	"example.com/w/selectors/signature/target"
)

func main() {
	fmt.Println(target.Match(nil, 1), target.TooMany(nil, 1, 2))
	target.NoResult(nil, 1)
}
