package hooks

import "fmt"

func Before(n int) int { return n }

func After(st int, s string, n int) { fmt.Println("after", st, s, n) }
