package target

import "fmt"

func seen(v any) { fmt.Println("seen", v) }

func Do(n int) int {
	start := n * 10
	return start
}
