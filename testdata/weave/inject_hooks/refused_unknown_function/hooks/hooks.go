package hooks

func Before(_ any) {}
