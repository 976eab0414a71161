package target

/*
static int twice(int n) { return 2 * n; }
*/
import "C"

func double(n C.int) C.int {
	return C.twice(n)
}

func Double(n int) int { return int(double(C.int(n))) }
