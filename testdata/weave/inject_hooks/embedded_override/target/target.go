package target

type Inner struct{}

func (Inner) Name() string { return "inner" }

type Outer struct{ Inner }

func (o Outer) Name() string { return "outer of " + o.Inner.Name() }
