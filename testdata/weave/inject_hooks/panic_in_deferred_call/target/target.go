package target

func Late() int {
	defer func() { panic("late") }()
	return 1
}
