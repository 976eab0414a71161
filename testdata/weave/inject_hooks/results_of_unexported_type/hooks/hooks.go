package hooks

import "fmt"

func After(h any, ok bool) (any, bool) {
	fmt.Printf("after %T %v\n", h, ok)
	return nil, !ok
}
