package hooks

import "fmt"

func Before(n any) { fmt.Println("before", n) }

func After(n any) { fmt.Println("after", n) }
