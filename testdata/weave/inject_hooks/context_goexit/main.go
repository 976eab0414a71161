package main

import "example.com/w/inject_hooks/context_goexit/target"

func main() {
	done := make(chan struct{})
	go func() {
		defer close(done)
		target.Do()
	}()
	<-done
}
