package hooks

import "fmt"

func After(s string, err error) { fmt.Println("after", s, err) }
