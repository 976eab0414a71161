package main

import (
	"fmt"

	"example.com/w/inject_hooks/version_outside/target"
)

func main() {
	fmt.Println(target.Do(1))
}
