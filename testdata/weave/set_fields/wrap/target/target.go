package target

type Options struct{ Name string }

var One, None = Options{Name: "one"}, Options{}
