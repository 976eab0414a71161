package target

import "fmt"

func seen(s string, n int) { fmt.Println(s, n) }

func Do(n int) int {
	if n < 0 {
		return 0
	}
	return n // the end
}
