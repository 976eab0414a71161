package target

func Do(s string) string { return s }
