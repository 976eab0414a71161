package target

type A struct {
	time int
}

func New() any { return A{} }
