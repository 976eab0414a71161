package target

type T struct{}

//otelc:span
func A() {}
