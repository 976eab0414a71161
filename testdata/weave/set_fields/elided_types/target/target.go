package target

type P struct{ X, Y int }

var (
	List = []P{{X: 1}, {}}
	Map  = map[string]*P{"a": {X: 2, Y: 3}}
)
