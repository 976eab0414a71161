package target

func Do(n int) string { return "plain" }
