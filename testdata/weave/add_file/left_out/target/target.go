package target

func Do() int { return 1 }
