package hooks

import "fmt"

func Before(sep string, parts []string) { fmt.Println("before", sep, len(parts), parts == nil) }
