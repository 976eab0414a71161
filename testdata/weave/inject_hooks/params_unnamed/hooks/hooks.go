package hooks

import "fmt"

func Before(n int, _ any, f func(int, int) error) { fmt.Println("before", n, f == nil) }
