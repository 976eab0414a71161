package target

type T struct{ N string }

func (t *T) Name() string { return t.N }
