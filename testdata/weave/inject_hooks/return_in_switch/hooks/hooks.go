package hooks

import "fmt"

func After(s string) { fmt.Println("after", s) }
