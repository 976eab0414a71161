package target

import "fmt"

func seen() { fmt.Println("no result") }

func Do(n int) int {
	if n == 0 { return -1 }
	return n
}
