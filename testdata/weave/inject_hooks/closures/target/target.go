package target

func Compose(n int) (func() int, int) {
	add := func(a int) int {
		if a > 10 {
			return 10
		}
		return func() int { return a + 1 }()
	}
	return func() int { return add(n) }, add(n)
}
