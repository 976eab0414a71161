package target

import "fmt"

func OneLine() { fmt.Println("one line") }

func Empty() {}
