// Package hooks holds the hooks that the rules name.
package hooks

// BeforeRepeat fits lib.Repeat.
func BeforeRepeat(text string, times int) {}
