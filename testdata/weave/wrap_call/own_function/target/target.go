package target

func get(n int) int { return n }

func Do(n int) int { return get(n) + get(get(n)) }
