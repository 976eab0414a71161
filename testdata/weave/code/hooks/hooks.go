package hooks

func BeforeOne(n int) {}

func BeforeTwo(n int) int { return n }

func After(n int) {}
