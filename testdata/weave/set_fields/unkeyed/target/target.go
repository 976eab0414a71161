package target

type P struct{ X, Y int }

var One, Two = P{1, 2}, P{X: 1}
