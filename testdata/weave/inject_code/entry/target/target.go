package target

import "fmt"

func Do(n int) int { return n * 2 }

func println2(a ...any) { fmt.Println(a...) }
