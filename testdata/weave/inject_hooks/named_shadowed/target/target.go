package target

import "errors"

func Shadow(n int) (s string, err error) {
	s = "outer"
	if n > 0 {
		s, err := "inner", errors.New("inner error")
		return s, err
	}
	{
		s := 5
		_ = s
	}
	return
}
