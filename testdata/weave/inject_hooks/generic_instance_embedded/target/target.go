package target

type Box[T any] struct{ V T }

func (b Box[T]) Get() T { return b.V }

type Ints struct{ Box[int] }

type Alias = Box[string]
