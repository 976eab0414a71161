package hooks

import "fmt"

func Before(a int, s string) { fmt.Println("before", a, s) }

func After(sum int) { fmt.Println("after", sum) }
