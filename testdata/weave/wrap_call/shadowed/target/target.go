package target

import "strings"

type upper struct{}

func (upper) ToUpper(s string) string { return s }

func Do(s string) string {
	real := strings.ToUpper(s)
	f := strings.ToUpper
	{
		var strings upper
		s = strings.ToUpper(s)
	}
	return real + f(s) + upper{}.ToUpper(s)
}
