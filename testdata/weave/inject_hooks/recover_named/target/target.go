package target

import "fmt"

func Safe(n int) (s string, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered %v", r)
		}
	}()
	if n < 0 {
		panic("negative")
	}
	return "ok", nil
}
