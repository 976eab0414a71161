package hooks

func After(any) any { return "text" }
