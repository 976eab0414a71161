package target

type Stack []int

func (s Stack) Len() int { return len(s) }
