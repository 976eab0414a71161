package target

type T struct{ n int }

func (t *T) Do() int { return t.n }
