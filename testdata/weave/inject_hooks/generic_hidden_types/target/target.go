package target

func Hidden[T any](v T) (T, error) {
	{
		type error int
		var T error
		_ = T
		return v, nil
	}
}
