package target

import "errors"

func Do(a int) (int, error) { return a, errors.New("bad") }
