package target

func Count(n int) int {
again:
	if n < 3 {
		n++
		goto again
	}
	return n
}
