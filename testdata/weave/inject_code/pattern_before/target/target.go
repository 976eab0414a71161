package target

import "fmt"

func seen(s string) { fmt.Println(s) }

func Do(list ...int) int {
	total := 0
	for _, n := range list {
		total += n
	}
	total += 1
	return total
}
