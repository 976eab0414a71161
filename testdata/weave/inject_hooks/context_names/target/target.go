package target

type T struct{}

func (*T) Do() {}

func Do() {}
