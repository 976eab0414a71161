package target

func Get(n int) (string, error) { return "body", nil }
