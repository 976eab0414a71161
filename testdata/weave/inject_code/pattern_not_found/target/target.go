package target

func Do(n int) int {
	n = 6
	return n
}
