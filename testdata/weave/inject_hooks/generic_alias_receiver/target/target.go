package target

type T struct{ N int }

type Alias = T

func (a *Alias) Do() { a.N++ }
