package target

type string int

type any struct{ n int }

const true = 5

func Own(s string, a any) (string, any) { return s + true, a }

var One = any{1}
