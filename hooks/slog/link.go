package slog

// BeforeSetDefault has this package linked.
//
// Target: log/slog.SetDefault.
func BeforeSetDefault(_ any) {}
