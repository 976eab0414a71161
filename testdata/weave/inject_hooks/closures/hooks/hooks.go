package hooks

func After(f func() int, n int) (func() int, int) { return f, n + 1000 }
