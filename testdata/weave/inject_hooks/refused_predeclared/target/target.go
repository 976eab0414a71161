package target

const nil = 5

type bool int

func Skip(n int) bool { return bool(n + nil) }
