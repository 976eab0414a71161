package hooks

import "fmt"

func Before(s string) { fmt.Println("before", s) }

func After(n int) { fmt.Println("after", n) }
