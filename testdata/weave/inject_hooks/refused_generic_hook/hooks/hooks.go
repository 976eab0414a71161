package hooks

func Before[T any](n T) {}
