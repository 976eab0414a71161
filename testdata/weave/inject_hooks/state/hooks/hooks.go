package hooks

import "fmt"

type span struct{ of int }

func Before(n int) *span { return &span{of: n} }

func After(s *span, result int) { fmt.Println("fact", s.of, "is", result) }
