package hooks

import "fmt"

func Before(l, v any) { fmt.Printf("push %T %v\n", l, v) }

func After(n int) int { return n * 10 }
