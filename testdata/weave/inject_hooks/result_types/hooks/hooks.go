package hooks

import "fmt"

func After(f func(int, int) (int, error), in <-chan int, out chan<- string, pair [2]byte, s interface{ String() string }, _ any) {
	fmt.Println("after", f == nil, in != nil, out != nil, pair, s)
}
