package target

import (
	"errors"
	"fmt"
)

func Unnamed(n int) (string, error) {
	if n < 0 {
		return "", errors.New("negative")
	} else if n == 0 {
		return "zero", nil
	}
	for i := range n {
		switch {
		case i == 3:
			return "three", nil
		default:
			if n > 100 {
				return fmt.Sprint("big"), nil
			}
		}
	}
	return "small", nil // the end
}

func Named(n int) (s string, err error) {
	s = "named"
	if n < 0 {
		err = errors.New("negative")
		return
	}
	{
		s := "inner"
		return s, nil
	}
}

func Blank(n int) (_ string, err error) {
	if n < 0 {
		err = errors.New("negative")
		return
	}
	return "blank", nil
}

func Forward(n int) (string, error) { return Unnamed(n) }

func Nested(n int) int {
	add := func(a int) int {
		if a > 10 {
			return 10
		}
		return func() int { return a + 1 }()
	}
	return add(
		n, // the argument
	) + func() int { return 1 }() // sum
}

type Point struct{ X, Y int }

func Shapes(n int) (p Point, list []int, m map[string]int) {
outer:
	for {
		select {
		default:
			if n > 5 {
				break outer
			}
			return Point{
					X: n, // x
					Y: n,
				}, []int{1, /* two */ 2},
				map[string]int{"a": 1}
		}
	}
	goto end
end:
	return Point{1, 2}, nil /* nothing */, nil
}

type hidden struct{ n int }

func local(n int) (h *hidden, ok bool) {
	if n == 0 {
		return nil, false
	}
	return &hidden{n}, true
}

func Local(n int) string {
	h, ok := local(n)
	return fmt.Sprint(h != nil, ok)
}

func Never() int {
	panic("never")
}
