package target

func Do(n int) {}
