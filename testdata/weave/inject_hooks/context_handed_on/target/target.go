package target

func Do(a, b int) int { return a + b }
