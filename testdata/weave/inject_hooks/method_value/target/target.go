package target

type T struct{ N int }

func (t *T) Do(n int) int { return t.N * n }
