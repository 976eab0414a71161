package target

//shop:traced
func B(int) {}

func C(string) {}
