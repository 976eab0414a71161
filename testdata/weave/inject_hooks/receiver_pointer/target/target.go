package target

type Stack struct{ Items []int }

func (s *Stack) Add(n int) { s.Items = append(s.Items, n) }
