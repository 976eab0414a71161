package target

type T struct{ N int }

func (T) Kind() string { return "T" }

func (_ *T) Size() int { return 1 }
