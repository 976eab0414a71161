package target

import "strings"

func Do(s string) string {
	if strings.ToUpper(s) == "<A>" { // compared
		return "one"
	}
	return "no " + strings.ToUpper(
		s,
	)
}
