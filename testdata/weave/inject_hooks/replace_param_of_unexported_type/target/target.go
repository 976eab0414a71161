package target

import "fmt"

type hidden struct{ n int }

func show(h *hidden, n int) string {
	if h == nil {
		return "nil"
	}
	return fmt.Sprint(h.n, n)
}

func Show(n int) string { return show(&hidden{n}, n) }
