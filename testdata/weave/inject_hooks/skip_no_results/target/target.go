package target

import "fmt"

func Do(n int) { fmt.Println("body", n) }
