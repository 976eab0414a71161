package target

type Point struct{ X, Y int }

func Shapes(n int) (Point, []int, map[string]int) {
	return Point{
			X: n, // x
			Y: n,
		}, []int{1 /* two */, 2},
		map[string]int{
			"a": 1,
		} /* the
		end */
}
