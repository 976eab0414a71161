package c1

import "fmt"

func Do() { fmt.Println("c") }
