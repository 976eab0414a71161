package target

func Kind(v any) string {
	switch v := v.(type) {
	case int:
		if v > 5 {
			return "big"
		}
	case chan string:
		select {
		case s := <-v:
			return s
		default:
			return "nothing sent"
		}
	case nil:
		return "nil"
	default:
		return "other"
	}
	return "small"
}
