package hooks

import "fmt"

func After() { fmt.Println("after") }
