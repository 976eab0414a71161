package target

func Do() int { setup(); return 0 }
