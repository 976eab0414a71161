// Package greet is targeted by a rule of the tests.
package greet

import "strings"

// Hello is long enough not to be inlined.
func Hello(names ...string) string {
	var text strings.Builder
	for _, name := range names {
		text.WriteString("hello " + name + "\n")
	}
	return text.String()
}
