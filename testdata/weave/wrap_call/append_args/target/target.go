package target

import "fmt"

func Do(s string) string {
	return fmt.Sprint() + fmt.Sprint(s) + fmt.Sprint(
		s,
		s,
	)
}
