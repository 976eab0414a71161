package target

func Do(n int) {
	if n := 1 {{
}
