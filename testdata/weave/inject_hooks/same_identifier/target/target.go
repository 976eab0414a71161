package target

type A struct{}

func (a *A) B() {}

func A_B(n int) int { return n }
