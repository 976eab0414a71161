package target

var Hook func() string

func Do() string { return Hook() }
