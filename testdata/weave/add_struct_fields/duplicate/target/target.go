package target

type A struct{ N string }
