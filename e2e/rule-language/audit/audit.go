// Package audit is imported by nothing but the code that rules insert.
package audit

import (
	"fmt"
	"strings"

	"example.com/rulelanguage/clock"
)

// Events are all that was recorded.
var Events []string

// Record tells what happened.
func Record(parts ...string) {
	clock.Tick()
	event := strings.Join(parts, " ")
	Events = append(Events, event)
	fmt.Println("audit:", event)
}

// Loud is what wrapped strings become.
func Loud(text string) string { return strings.ToUpper(text) + "!" }

// Bonus is appended to calls.
func Bonus() int { return 1000 }
