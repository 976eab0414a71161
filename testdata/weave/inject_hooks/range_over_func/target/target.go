package target

import "iter"

func First(seq iter.Seq[int], above int) (n int, ok bool) {
	for n := range seq {
		if n > above {
			return n, true
		}
	}
	return
}
