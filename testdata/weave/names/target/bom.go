package target

func Marked(n int) int {
	return n /* 😀 */ + 1
}
