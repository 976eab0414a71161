package target

func Count(n int) (steps int) {
	for ; n > 1; n /= 2 {
		steps++
	}
	return
}
