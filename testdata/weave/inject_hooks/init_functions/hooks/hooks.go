package hooks

import "fmt"

func Before() { fmt.Println("before") }

func After() { fmt.Println("after") }
