package target

import "fmt"

func seen() { fmt.Println("seen") }

func A(s string) (int, error) { return 1, nil }

func B(s string) (error, int) { return nil, 1 }

func C(n int) error { return nil }
