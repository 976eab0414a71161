package hooks

import "fmt"

func Before(n int) int { return n }

func After(n, steps int) { fmt.Println("after", n, steps) }
