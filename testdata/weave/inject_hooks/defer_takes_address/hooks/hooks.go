package hooks

func After(n int, err error) (int, error) { return n + 1, err }
