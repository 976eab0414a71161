package target

import "strconv"

func Do(n int) string {
	strings := "local"
	return strings + strconv.Itoa(n)
}
