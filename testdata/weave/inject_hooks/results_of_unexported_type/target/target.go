package target

import "fmt"

type hidden struct{ n int }

func local(n int) (*hidden, bool) {
	if n == 0 {
		return nil, false
	}
	return &hidden{n}, true
}

func Local(n int) string {
	h, ok := local(n)
	return fmt.Sprint(h != nil, ok)
}
