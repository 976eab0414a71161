//shop:traced

// Package target is traced in this file.
package target

func A(int) {}
