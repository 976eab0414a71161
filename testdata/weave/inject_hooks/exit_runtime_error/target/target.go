package target

func At(list []int, i int) int { return list[i] }
