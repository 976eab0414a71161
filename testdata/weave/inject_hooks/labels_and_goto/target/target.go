package target

func Find(rows [][]int, want int) (at int) {
rows:
	for i, row := range rows {
		for _, n := range row {
			switch {
			case n < 0:
				continue rows
			case n == want:
				at = i
				goto found
			}
		}
	}
	return -1
found:
	return
}
