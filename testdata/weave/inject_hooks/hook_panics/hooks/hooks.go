package hooks

func Before(n int) { panic("hook") }

func After(n int) { panic("hook") }
