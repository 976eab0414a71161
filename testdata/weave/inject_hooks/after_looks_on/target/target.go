package target

import "errors"

var errZero = errors.New("division by zero")

func Div(a, b int) (int, error) {
	if b == 0 {
		return 0, errZero
	}
	return a / b, nil
}
