package target

import "time"

func Many() (func(a, b int) (n int, err error), <-chan int, chan<- string, [2]byte, interface{ String() string }, struct{}) {
	return nil, make(chan int), make(chan string), [2]byte{1, 2}, time.Second, struct{}{}
}
