//go:build !never

// Package anything is renamed.
package anything

import "fmt"

func seen(n int) string { return fmt.Sprint("added ", n) }
