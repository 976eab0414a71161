package hooks

import "fmt"

func Before(_ any, want int) int { return want }

func After(want int, at int) { fmt.Println("after", want, at) }
