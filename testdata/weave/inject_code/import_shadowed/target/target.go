package target

type printer struct{}

func (printer) Println(string, bool) { panic("captured") }

var fmt printer

func Do(os int) int {
	fmt := os
	return fmt
}
