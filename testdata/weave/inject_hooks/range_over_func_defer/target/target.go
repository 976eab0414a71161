package target

import "iter"

func All(seq iter.Seq[int]) (sum int) {
	for n := range seq {
		defer func() { sum += n }()
	}
	return 100
}
