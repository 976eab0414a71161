package hooks

import "fmt"

func Before(n int) { fmt.Println("before", n) }

func After(line int, file string) { fmt.Println("after", line, file) }
