package target

import "errors"

func Named(n int) (s string, err error) {
	s = "named"
	if n < 0 {
		err = errors.New("negative")
		return
	}
	s += " and positive"
	return
}
