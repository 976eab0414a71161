package target

//go:nosplit
func Do(n int) int { return n }
