package hooks

import "fmt"

func Before() {}

func After(mine, callers int) { fmt.Println("after", mine, callers) }
