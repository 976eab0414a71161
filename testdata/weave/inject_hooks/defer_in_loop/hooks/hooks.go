package hooks

import "fmt"

func After(sum int) { fmt.Println("after", sum) }
