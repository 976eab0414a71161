package hooks

import "fmt"

func After(s string, err error) { fmt.Printf("after %q %v\n", s, err) }
