package target

import "fmt"

func seen(a ...any) { fmt.Println(a[:4]...) }

func Do(a int, b string) (s string, err error) { return b, nil }
