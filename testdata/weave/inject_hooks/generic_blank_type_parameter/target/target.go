package target

type Pair[A, B any] struct {
	a A
	b B
}

func (p *Pair[_, B]) Len() (B, int) { return p.b, 2 }

func Kind[_ any](n int) (int, error) { return n, nil }
