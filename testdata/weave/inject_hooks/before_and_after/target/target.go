package target

func Size(s string) int { return len(s) }
