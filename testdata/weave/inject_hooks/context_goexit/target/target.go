package target

import "runtime"

func Do() (n int) {
	n = 1
	runtime.Goexit()
	return 2
}
