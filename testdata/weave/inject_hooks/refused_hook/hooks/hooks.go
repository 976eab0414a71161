package hooks

func Before() {}
