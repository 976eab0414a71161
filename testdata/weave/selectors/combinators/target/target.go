package target

import "fmt"

func seen(s string) { fmt.Println("seen", s) }

func Get(n int) error { return nil }

func Put(n int) error { return nil }

func Post(s string) error { return nil }
