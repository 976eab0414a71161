package hooks

func After(s string, err error) (string, error) { return s + "!", err }
