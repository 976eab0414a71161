package target

func setup() {}
