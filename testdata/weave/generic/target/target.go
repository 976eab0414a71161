package target

import "errors"

func Map[K comparable, V any](m map[K]V, k K) (V, error) {
	if v, ok := m[k]; ok {
		return v, nil
	}
	var zero V
	return zero, errors.New("none")
}

type Box[T any] struct{ v T }

func New[T any](v T) *Box[T] { return &Box[T]{v} }

func (b *Box[T]) Get() (T, bool) { return b.v, true }

func First[S ~[]E, E any](s S) E {
	return s[0]
}

func Safe[T any](f func() T) (v T, err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("panicked")
		}
	}()
	return f(), nil
}

func Hidden[T any](v T) (T, error) {
	{
		type error int
		var T error
		_ = T
		return v, nil
	}
}
