package hooks

import "fmt"

func Before(_ any, above int) int { return above }

func After(above, n int, ok bool) { fmt.Println("after", above, n, ok) }
