// Package hook is the hook of the tests' rule.
package hook

// BeforeHello takes nothing of what Hello gets.
func BeforeHello(_ []string) {}
