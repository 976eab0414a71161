package target

func Read(buffer []byte, limit int) (int, error) { return min(len(buffer), limit), nil }
