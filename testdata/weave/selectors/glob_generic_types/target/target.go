package target

import "fmt"

type Pair[A, B any] struct {
	a A
	b B
}

func seen() { fmt.Println("seen") }

func A(p []Pair[string, int]) {}

func B(p []Pair[int, string]) {}
