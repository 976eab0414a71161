package target

import "fmt"

func Again() (n int) {
	defer func() {
		if r := recover(); r != nil {
			n = 5
			panic(fmt.Sprint("again ", r))
		}
	}()
	panic("first")
}
