// Package audit is imported by woven code only.
package audit

import "fmt"

// Log writes a line.
func Log(what string) { fmt.Println("audit:", what) }
