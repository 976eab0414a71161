package hooks

import (
	"fmt"

	"example.com/w/inject_hooks/multi_line_return/target"
)

func Before(n int) int { return n }

func After(n int, p target.Point, _ any, m map[string]int) { fmt.Println("after", n, p, m) }
