package hooks

import "fmt"

func Before() { fmt.Println("before") }

func After(any) { fmt.Println("after") }
