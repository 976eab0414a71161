package hooks

import "fmt"

func Before(n int) int { return n }

func After(n int) { fmt.Println("after", n) }
