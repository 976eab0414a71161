package target

type List[T any] []T

type Pair[A, B any] struct {
	First  A
	Second B
}

func Sum(l List[int], p Pair[string, *List[bool]]) (Pair[int, error], List[Pair[int, int]]) {
	return Pair[int, error]{len(l), nil}, nil
}
