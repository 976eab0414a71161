package main

import (
	"fmt"
	"sync"

	"example.com/w/inject_hooks/exit_goexit/target"
)

func main() {
	var group sync.WaitGroup
	for _, stay := range []bool{true, false} {
		group.Add(1)
		go func() {
			defer group.Done()
			fmt.Println(target.Leave(stay))
		}()
		group.Wait()
	}
}
