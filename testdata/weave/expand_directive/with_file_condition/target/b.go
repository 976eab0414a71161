package target

import "fmt"

func println2(s string) { fmt.Println(s) }

//otelc:span
func B() { fmt.Println("b") }
