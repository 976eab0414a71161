package target

type T struct{ N int }

func (t *(T)) Get /* reads */ () int { return t.N }
