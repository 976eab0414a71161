package target

func Loop(n int) {
	for {
		if n--; n < 0 {
			return
		}
	}
}
