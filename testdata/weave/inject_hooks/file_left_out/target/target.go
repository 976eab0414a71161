package target

func Do(n int) int { return n }
