package main

import (
	"fmt"
	"time"

	"example.com/w/inject_hooks/names_shadowed_package/target"
)

func main() {
	_, s := target.Shadow(nil, time.Second)
	fmt.Println(s)
}
