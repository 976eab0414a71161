// Package clock is used by the program and by what rules insert: a program holds it once.
package clock

var ticks int

// Tick counts.
func Tick() { ticks++ }

// Ticks is how often Tick was called.
func Ticks() int { return ticks }

// Moment is a number of ticks.
type Moment int
