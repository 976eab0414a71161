package target

func Loop(n int) (sum int) {
	for i := range n {
		defer func(i int) { sum += i }(i)
	}
	return 100
}
