package target

func Sum(a, b int) int {
	return a +
		b*
			2 - func(n int) int {
		return n // the literal's own
	}(
		1,
	)
}
