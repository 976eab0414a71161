package hooks

import "fmt"

func After(v any, err error) (any, error) {
	fmt.Println("after", v, err)
	return v, err
}
