package hooks

import "fmt"

func After(s string, n int, err error) { fmt.Printf("after %q %d %v\n", s, n, err) }
