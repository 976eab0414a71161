package target

type List[T any] struct{ all []T }
