package hooks

import "fmt"

func After(s string, err error) { fmt.Printf("after %s %q\n", s, err) }
