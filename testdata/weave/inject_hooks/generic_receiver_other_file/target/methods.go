package target

func (l *List[T]) Push(v T) int {
	l.all = append(l.all, v)
	return len(l.all)
}
