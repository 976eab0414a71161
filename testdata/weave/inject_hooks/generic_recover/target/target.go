package target

import "errors"

func Safe[T any](f func() T) (v T, err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("panicked")
		}
	}()
	return f(), nil
}
