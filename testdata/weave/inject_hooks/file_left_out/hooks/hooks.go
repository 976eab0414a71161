package hooks

import "fmt"

func Before(n int) { fmt.Println("before", n) }
