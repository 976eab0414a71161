package hooks

import "fmt"

func Before(a, b int) { fmt.Println("before", a, b) }
