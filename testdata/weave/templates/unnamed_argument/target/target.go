package target

import "fmt"

func seen(a, b int) { fmt.Println(a, b) }

func Do(int, int) {}
