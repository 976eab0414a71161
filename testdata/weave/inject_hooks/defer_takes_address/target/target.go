package target

import "errors"

func into(err *error) { *err = errors.New("close failed") }

func Close() (n int, err error) {
	defer into(&err)
	return 1, nil
}
