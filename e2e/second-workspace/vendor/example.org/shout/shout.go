// Package shout makes texts loud.
package shout

import "strings"

// Shout returns text in capitals.
func Shout(text string) string {
	return strings.ToUpper(text) + "!"
}
