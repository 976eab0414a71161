package target

func Do(n int) (s string, err error) {
	if n == 0 {
		panic("no")
	}
	return "yes", nil
}
