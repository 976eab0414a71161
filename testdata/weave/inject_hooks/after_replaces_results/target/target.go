package target

import "errors"

func Name(n int) (string, error) {
	if n < 0 {
		return "", errors.New("negative")
	}
	return "small", nil
}
