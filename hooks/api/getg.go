//go:build amd64 || arm64

package api

import "unsafe"

const hasG = true

// getg returns the descriptor of the running goroutine.
//
//go:noescape
func getg() unsafe.Pointer
