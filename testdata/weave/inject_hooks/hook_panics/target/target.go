package target

func Work(n int) int { return n + 1 }
