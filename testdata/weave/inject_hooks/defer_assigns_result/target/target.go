package target

import "errors"

func Join() (s string, err error) {
	defer func() { err = errors.Join(err, errors.New("on close")) }()
	return "joined", errors.New("first")
}
