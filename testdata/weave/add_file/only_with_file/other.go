//go:build ignore

package main

func added() int { return 2 }
