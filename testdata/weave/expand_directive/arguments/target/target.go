package target

import "fmt"

func begin(s string) { fmt.Println("begin", s) }

func end(s string) { fmt.Println("end", s) }

// Do is documented.
//
//otelc:span name:work
func Do() { fmt.Println("do") }

// Other mentions otelc:span only.
func Other() { fmt.Println("other") }
