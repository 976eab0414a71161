package hooks

import "fmt"

func Before(n int, _ any, last string) { fmt.Println("before", n, last) }
