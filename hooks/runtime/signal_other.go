//go:build !unix

package runtime

// watchSignals does nothing: only on Unix can a program end itself by the signal that it has received.
func watchSignals() {}
