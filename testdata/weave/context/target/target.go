package target

type T struct{ n int }

func (t *T) Reads(a int) int { return t.n + a }

func (t *T) Writes(a int) (int, error) { return t.n + a, nil }

func Data(a int, b string) string { return b }
