package hooks

import "fmt"

func Before(_ any, limit int) { fmt.Println("before", limit) }

func After(n int, _ any) { fmt.Println("after", n) }
