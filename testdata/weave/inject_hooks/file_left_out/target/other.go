//go:build ignore

package target

func Do(n int) int { return this is no Go }
