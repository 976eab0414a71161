package target

func Do() {}
