package target

// Do is documented.
//
//go:noinline
func Do(n int) int { return n }
