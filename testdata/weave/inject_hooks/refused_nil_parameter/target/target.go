package target

func Do(nil int) int { return nil }
