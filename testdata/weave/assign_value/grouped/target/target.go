package target

var (
	A, B     = 1, 2
	C        = 3
	D    int = 4 // typed
)
