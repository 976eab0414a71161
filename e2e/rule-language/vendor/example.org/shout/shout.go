// Package shout is vendored: nobody knows its version.
package shout

// Shout adds what a shout ends with.
func Shout(text string) string { return text + "!" }
