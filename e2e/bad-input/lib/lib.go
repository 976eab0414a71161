// Package lib is the target of the rules.
package lib

import "strings"

// Repeat repeats text.
func Repeat(text string, times int) string {
	return strings.Repeat(text, times)
}
