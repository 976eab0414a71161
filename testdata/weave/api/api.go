// Package api stands in for otel-go.internal/hooks/api.
package api

import "time"

type Skip bool

type Exit struct {
	Panic    any
	Panicked bool
	Duration time.Duration
}

type HookContext interface {
	SetSkipCall(bool)
	GetParam(int) any
	SetParam(int, any)
	GetReturnVal(int) any
	SetReturnVal(int, any)
	SetData(any)
}
