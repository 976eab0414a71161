package hooks

import "fmt"

func Before(p any) { fmt.Printf("before %T\n", p) }

func After(b any, n int) { fmt.Println("after", b, n) }

func BeforeKind(n any) { fmt.Println("before", n) }

func AfterKind(n int, err error) { fmt.Println("after", n, err) }
