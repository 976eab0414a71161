// Package other is targeted by no rule.
package other

// Answer is what the name says.
func Answer() int { return 42 }
