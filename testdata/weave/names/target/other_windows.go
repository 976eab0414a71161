package target

func Windows(n int) int { return 2 }
