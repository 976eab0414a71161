package hooks

import "fmt"

func Before(n int) { fmt.Println("before", n) }

func After(n int) { fmt.Println("after", n) }
