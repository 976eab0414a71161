package target

type T struct{ N int }

func (t *T) Do(a int) int { return t.N + a }
