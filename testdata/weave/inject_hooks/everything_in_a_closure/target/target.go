package target

import "fmt"

func All(n int) (s string, err error) {
	defer func() { s += " and deferred" }()
	return fmt.Sprint("body ", n), nil
}
