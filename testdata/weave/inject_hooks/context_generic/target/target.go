package target

type Box[T any] struct{ V T }

func (b *Box[T]) Put(v T) (old T) {
	old, b.V = b.V, v
	return
}
