package target

import "sync"

var mu sync.Mutex

func Locked() (n int) {
	mu.Lock()
	defer mu.Unlock()
	n = 7
	return n
}
