package hooks

import "fmt"

func After(n int) { fmt.Println("after", n) }
