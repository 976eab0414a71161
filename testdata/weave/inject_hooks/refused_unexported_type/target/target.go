package target

type hidden struct{}

func do(h hidden) {}
