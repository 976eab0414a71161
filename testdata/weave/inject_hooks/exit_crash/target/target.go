package target

func Crash() { panic("crash") }
