package target

func Safe(n int) int {
	defer func() { recover() }()
	if n < 0 {
		panic("negative")
	}
	return n
}
