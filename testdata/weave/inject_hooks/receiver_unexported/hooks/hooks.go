package hooks

import "fmt"

func Before(n any, deep bool) { fmt.Printf("walk %T %v\n", n, deep) }
