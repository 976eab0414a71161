package hooks

import "fmt"

func Before(n int) int { return n }

func After(st, n int) { fmt.Println("never printed") }
