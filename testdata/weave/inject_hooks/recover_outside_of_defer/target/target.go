package target

func Rescue() any { return recover() }
