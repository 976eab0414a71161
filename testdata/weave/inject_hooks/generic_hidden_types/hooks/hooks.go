package hooks

import "fmt"

func After(v any, err error) { fmt.Println("after", v, err) }
