package hooks

func Before(n int) {}
