package target

import "strings"

type other struct{}

func (other) String() string { return "other" }

func Do(s string) string {
	var b strings.Builder
	b.WriteString(s)
	p := &b
	return b.String() + p.String() + other{}.String()
}
