package hooks

import "fmt"

func After(n int, err error) { fmt.Println("after", n, err) }
