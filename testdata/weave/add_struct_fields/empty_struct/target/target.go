package target

type A struct{}

type (
	B struct{ m int }
	C = B
)

func Do() int { return 0 }
