package hooks

func Before(h any, n int) (any, int) {
	if n == 0 {
		return nil, n
	}
	return h, n + 10
}
