package target

import "fmt"

func init() { do() }

func do() { fmt.Println("do") }

func Do() { do() }
