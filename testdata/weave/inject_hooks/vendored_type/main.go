package main

import (
	"fmt"

	"example.com/w/inject_hooks/vendored_type/go-yaml.v3"
	"example.com/w/inject_hooks/vendored_type/target"
)

func main() {
	fmt.Println(target.Do(&yaml.Node{Kind: 3}))
}
