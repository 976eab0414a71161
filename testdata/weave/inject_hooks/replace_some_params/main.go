package main

import (
	"fmt"

	"example.com/w/inject_hooks/replace_some_params/target"
)

func main() {
	fmt.Println(target.Run(&target.Client{Name: "client"}, "me"))
}
