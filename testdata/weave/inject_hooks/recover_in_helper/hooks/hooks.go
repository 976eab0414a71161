package hooks

import "fmt"

func After(err error) { fmt.Println("after", err) }
