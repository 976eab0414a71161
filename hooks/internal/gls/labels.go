package gls

import "unsafe"

// label and labelSet have the layout of internal/runtime/pprof/label.Label and .Set, and so of runtime/pprof.labelMap.
//
// Source: runtime/pprof/label.go of Go 1.25 and 1.26; the test of this package compares profiles.
type label struct{ key, value string }

type labelSet struct{ list []label }

// The runtime keeps both open to linknames (go.dev/issue/67401).
//
//go:linkname setLabels runtime/pprof.runtime_setProfLabel
func setLabels(labels unsafe.Pointer)

//go:linkname getLabels runtime/pprof.runtime_getProfLabel
func getLabels() unsafe.Pointer
