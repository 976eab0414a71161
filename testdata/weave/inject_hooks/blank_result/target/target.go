package target

import "errors"

func Blank(n int) (_ string, _ int, err error) {
	if n < 0 {
		err = errors.New("negative")
		return
	}
	return "blank", n, nil
}
