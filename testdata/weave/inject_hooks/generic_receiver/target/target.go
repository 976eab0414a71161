package target

type Box[T any] struct{ v T }

func New[T any](v T) *Box[T] { return &Box[T]{v} }

func (b *Box[Value]) Get() (Value, bool) { return b.v, true }
