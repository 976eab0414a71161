package target

func Parse(s string) int {
	if s == "" {
		panic("nothing to parse")
	}
	return len(s)
}
