package target

type A struct{ S string }

var a = A{"s"}
