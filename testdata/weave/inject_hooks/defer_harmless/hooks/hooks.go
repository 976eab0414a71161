package hooks

import "fmt"

func Before() int { return 1 }

func After(st int, n int) { fmt.Println("after", st, n) }
