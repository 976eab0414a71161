package target

import "fmt"

type T struct{ Name string }

func (t *T) Params(n int, parts ...string) string {
	return fmt.Sprint(t.Name, n, parts)
}

type hidden struct{ n int }

func ParamsAny(h *hidden, n int) string {
	if h == nil {
		return "nil"
	}
	return fmt.Sprint(h.n, n)
}

func CallParamsAny(n int) string { return ParamsAny(&hidden{n}, n) }

func Skip(n int) (string, error) {
	return "body", nil
}

func SkipAny(n int) (*hidden, error) {
	return &hidden{n}, nil
}

func SkipNothing(n int) { fmt.Println("body", n) }

func AllReturn(n int) (h *hidden, err error) {
	return &hidden{n}, nil
}

func AllDeferred(n int) (h *hidden, err error) {
	return &hidden{n}, nil
}

func AllClosure(n int) (_ *hidden, err error) {
	defer func() { err = nil }()
	return &hidden{n}, fmt.Errorf("lost")
}

func Show(h *hidden, err error) string {
	if h == nil {
		return fmt.Sprint("nil ", err)
	}
	return fmt.Sprint(h.n, err)
}

func SkipVoid(n int) { fmt.Println("body", n) }

func SkipVoidExit(n int) { fmt.Println("body", n) }
