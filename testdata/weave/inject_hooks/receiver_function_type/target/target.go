package target

type HandlerFunc func(string) string

func (f HandlerFunc) Serve(s string) string { return f(s) }
