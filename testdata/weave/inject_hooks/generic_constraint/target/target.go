package target

func First[S ~[]E, E any](s S) E { return s[0] }
