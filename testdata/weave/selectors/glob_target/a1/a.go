package a1

import "fmt"

func println2(s string) { fmt.Println("a", s) }

func Do() {}
