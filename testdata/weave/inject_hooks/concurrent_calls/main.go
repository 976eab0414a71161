package main

import (
	"fmt"
	"sync"

	"example.com/w/inject_hooks/concurrent_calls/hooks"
	"example.com/w/inject_hooks/concurrent_calls/target"
)

func main() {
	var group sync.WaitGroup
	for n := range 64 {
		group.Add(1)
		go func() {
			defer group.Done()
			for range 50 {
				target.Work(n)
			}
		}()
	}
	group.Wait()
	fmt.Println(hooks.Bad())
}
