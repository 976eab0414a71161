package target

type Box[T any] struct {
	V T
}

func New() any { return Box[int]{V: 1} }
