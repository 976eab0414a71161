package hooks

import "fmt"

func Before(b any) { fmt.Printf("before %T\n", b) }
