package hooks

import "fmt"

func Before() { fmt.Println("before") }
